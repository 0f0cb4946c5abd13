package dev.chatp2p.ziti.identity;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A network's certificate authority for tests: issues server and client certificates and writes identity files. */
public final class TestPki {
    private static final char[] PASSWORD = "test".toCharArray();

    private final String name;
    private final KeyPair keys = ecKeys();
    private final X509Certificate authority;

    /** A key with its certificate. */
    public record Certified(PrivateKey key, X509Certificate certificate) {}

    public TestPki(String name) {
        this.name = name;
        authority = certificate(name, keys.getPublic(), true, null, longAgo(), farAhead());
    }

    /** An authority that another one vouches for. */
    public TestPki(String name, TestPki issuer) {
        this.name = name;
        authority = issuer.certificate(name, keys.getPublic(), true, null, longAgo(), farAhead());
    }

    /** The certificate of the authority itself. */
    public X509Certificate authority() {
        return authority;
    }

    /** A certificate for a new EC key, good for now. */
    public Certified issue(String commonName) {
        return issue(commonName, ecKeys(), longAgo(), farAhead());
    }

    public Certified issue(String commonName, KeyPair of, Instant from, Instant until) {
        return new Certified(of.getPrivate(), certificate(commonName, of.getPublic(), false, null, from, until));
    }

    /** A certificate that is for clients only and says so. */
    public Certified issueClient(String commonName) {
        KeyPair of = ecKeys();
        try {
            X509v3CertificateBuilder builder = builder(commonName, of.getPublic(), longAgo(), farAhead());
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            return new Certified(of.getPrivate(), sign(builder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server's certificate for one address: a DNS name, or an IP address written in digits. */
    public Certified issueServer(String address, Instant from, Instant until) {
        return issueServer(address, ecKeys(), from, until);
    }

    /** As above, for a key of any kind. */
    public Certified issueServer(String address, KeyPair of, Instant from, Instant until) {
        boolean ip = address.matches("[0-9.]+|.*:.*");
        GeneralName name = new GeneralName(ip ? GeneralName.iPAddress : GeneralName.dNSName, address);
        return new Certified(of.getPrivate(), certificate("server", of.getPublic(), false, name, from, until));
    }

    public Certified issueServer(String address) {
        return issueServer(address, longAgo(), farAhead());
    }

    /** TLS for a server with that certificate, trusting clients of this authority. */
    public SSLContext serverContext(Certified server) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", server.key(), PASSWORD, new X509Certificate[] {server.certificate()});
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
            keyManagers.init(store, PASSWORD);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", authority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new identity of this network as an object, read from a file written into {@code folder}. */
    public ZitiIdentity identity(Path folder, String name, URI... controllers) throws Exception {
        return ZitiIdentity.read(identityFile(folder, name, controllers));
    }

    /** Writes the identity file of a new identity of this network. */
    public Path identityFile(Path folder, String name, URI... controllers) throws IOException {
        Certified certified = issue(name);
        ObjectNode json = identityJson(
                pem("PRIVATE KEY", certified.key().getEncoded()), pem(certified.certificate()), controllers);
        Path file = folder.resolve(name + ".json");
        Files.writeString(file, json.toString());
        return file;
    }

    /** The JSON of an identity file of this network, everything inline. */
    public ObjectNode identityJson(String keyPem, String certPem, URI... controllers) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("ztAPI", controllers[0].toString());
        if (controllers.length > 1) {
            ArrayNode all = json.putArray("ztAPIs");
            for (URI controller : controllers) {
                all.add(controller.toString());
            }
        } else {
            json.putNull("ztAPIs");
        }
        json.putObject("id")
                .put("key", "pem:" + keyPem)
                .put("cert", "pem:" + certPem)
                .put("ca", "pem:" + pem(authority));
        return json;
    }

    public static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(String type, byte[] der) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, der));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    public static KeyPair ecKeys() {
        return ecKeys("secp256r1");
    }

    public static KeyPair ecKeys(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate that is asked for with a PKCS#10 request in PEM form, under the name in it. */
    public X509Certificate sign(String request) {
        try (PemReader reader = new PemReader(new StringReader(request))) {
            JcaPKCS10CertificationRequest asked =
                    new JcaPKCS10CertificationRequest(reader.readPemObject().getContent());
            if (!asked.isSignatureValid(new JcaContentVerifierProviderBuilder().build(asked.getPublicKey()))) {
                throw new IllegalStateException("not signed by its key");
            }
            String commonName = IETFUtils.valueToString(
                    asked.getSubject().getRDNs(BCStyle.CN)[0].getFirst().getValue());
            return certificate(commonName, asked.getPublicKey(), false, null, longAgo(), farAhead());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate certificate(
            String commonName, PublicKey of, boolean ca, @Nullable GeneralName address, Instant from, Instant until) {
        try {
            X509v3CertificateBuilder builder = builder(commonName, of, from, until);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            if (address != null) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(address));
            }
            return sign(builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private X509v3CertificateBuilder builder(String commonName, PublicKey of, Instant from, Instant until) {
        return new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + name),
                new BigInteger(64, new SecureRandom()),
                Date.from(from),
                Date.from(until),
                new X500Name("CN=" + commonName),
                of);
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant longAgo() {
        return Instant.now().minus(Duration.ofDays(10));
    }

    private static Instant farAhead() {
        return Instant.now().plus(Duration.ofDays(10));
    }
}
