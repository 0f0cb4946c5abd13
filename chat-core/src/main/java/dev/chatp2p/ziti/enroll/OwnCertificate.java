package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.identity.Pem;
import dev.chatp2p.ziti.identity.PrivateKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * A certificate that its owner brings along, with its key.
 *
 * @param chain the certificate of {@code key} first
 */
record OwnCertificate(PrivateKey key, List<X509Certificate> chain) {
    private static final int MAX_BYTES = 1 << 20;

    OwnCertificate {
        chain = List.copyOf(chain);
    }

    /**
     * @throws ZitiException BAD_IDENTITY
     */
    static OwnCertificate read(Proof.Certificate files, Instant now) throws ZitiException {
        String certificate = shown(files.certificate());
        List<X509Certificate> chain = Pem.certificates(bytes(files.certificate()))
                .orElseThrow(() -> bad(certificate + " holds no certificate in PEM form."
                        + " Choose the file with your certificate."));
        PrivateKey key = key(files.key());
        X509Certificate leaf = chain.getFirst();
        if (!PrivateKeys.fits(key, leaf.getPublicKey())) {
            throw bad("The certificate " + certificate + " and the key " + shown(files.key())
                    + " do not belong together. Choose the key that the certificate was made for.");
        }
        if (now.isAfter(leaf.getNotAfter().toInstant())) {
            throw bad("The certificate " + certificate + " has expired. Get a new one from whoever issued it.");
        }
        return new OwnCertificate(key, chain);
    }

    private static PrivateKey key(Path file) throws ZitiException {
        String pem = new String(bytes(file), StandardCharsets.UTF_8);
        try {
            return PrivateKeys.read(pem);
        } catch (ZitiException e) {
            // What it says is about identity files, of no use to somebody who brings a key of their own. Both kinds of
            // protected keys have that word in their first lines.
            throw bad(
                    pem.contains("ENCRYPTED")
                            ? "The key " + shown(file) + " is protected with a password, which is not supported."
                                    + " Remove the password from it (openssl pkey does), and enroll again."
                            : "The key " + shown(file) + " cannot be used. Choose the RSA or EC key, in PEM form,"
                                    + " that your certificate was made for.");
        }
    }

    /** What the certificate calls its owner; empty when it does not. */
    String commonName() {
        try {
            String subject = chain.getFirst().getSubjectX500Principal().getName();
            for (Rdn part : new LdapName(subject).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return String.valueOf(part.getValue());
                }
            }
        } catch (InvalidNameException e) {
            // As good as none.
        }
        return "";
    }

    private static byte[] bytes(Path file) throws ZitiException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length <= MAX_BYTES) {
                return bytes;
            }
        } catch (IOException e) {
            throw bad(shown(file) + " cannot be read. Check its name, its place and its permissions.");
        }
        throw bad(shown(file) + " is larger than 1 MiB, so it is neither a certificate nor a key.");
    }

    private static String shown(Path file) {
        return "“" + ForeignText.line(String.valueOf(file.getFileName()), 80) + "”";
    }

    private static ZitiException bad(String sentence) {
        return new ZitiException(ZitiFailure.BAD_IDENTITY, sentence);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "OwnCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
