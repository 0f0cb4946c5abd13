package dev.chatp2p.ziti.identity;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * Reads the private keys that identity files hold: PKCS#1 (RSA), SEC1 (EC) and PKCS#8 (both). No exception made here holds
 * the key or has a cause that might.
 */
public final class PrivateKeys {

    private PrivateKeys() {}

    /**
     * The first private key in {@code pem}; other blocks before it (openssl writes EC PARAMETERS) are passed over.
     *
     * @throws ZitiException BAD_IDENTITY
     */
    public static PrivateKey read(String pem) throws ZitiException {
        try {
            return fromPkcs8(info(pem));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // The ASN.1 parser answers damaged input with many kinds of unchecked exceptions. None is passed on as a
            // cause: their texts may quote the key.
            throw damaged();
        }
    }

    private static PrivateKeyInfo info(String pem) throws IOException, ZitiException {
        PemObject block = firstKeyBlock(pem);
        boolean encrypted = block.getType().equals("ENCRYPTED PRIVATE KEY")
                || !block.getHeaders().isEmpty();
        if (encrypted) {
            throw bad("The key of this identity is protected with a password, which is not supported."
                    + " Remove the password from the key, or enroll a new identity.");
        }
        return switch (block.getType()) {
            case "PRIVATE KEY" -> PrivateKeyInfo.getInstance(block.getContent());
            case "RSA PRIVATE KEY" -> pkcs1(block.getContent());
            case "EC PRIVATE KEY" -> sec1(block.getContent());
            default ->
                throw bad("The key of this identity has the unknown type “" + block.getType()
                        + "”. Use an RSA or EC key in PEM form, or enroll a new identity.");
        };
    }

    /** Whether {@code key} is the private half of {@code certified}. */
    public static boolean fits(PrivateKey key, PublicKey certified) {
        if (key instanceof RSAPrivateKey rsa && certified instanceof RSAPublicKey rsaPublic) {
            return rsa.getModulus().equals(rsaPublic.getModulus());
        }
        return key instanceof ECPrivateKey && certified instanceof ECPublicKey && signs(key, certified);
    }

    /**
     * Whether the key says by itself that {@code certified} is its public half, as RFC 5915 lets those on elliptic curves. What
     * Go, OpenSSL and {@link #encoded} write does. To prove it with {@link #fits} takes 60 ms of a start.
     *
     * @param pem where the key is the first one
     * @return false also if it does not say
     * @throws ZitiException BAD_IDENTITY
     */
    static boolean names(String pem, PublicKey certified) throws ZitiException {
        try {
            PrivateKeyInfo key = info(pem);
            SubjectPublicKeyInfo half = SubjectPublicKeyInfo.getInstance(certified.getEncoded());
            return key.getPrivateKeyAlgorithm().equals(half.getAlgorithm())
                    && half.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                    && half.getPublicKeyData().equals(onCurve(key).getPublicKey());
        } catch (IOException | RuntimeException e) {
            throw damaged();
        }
    }

    /**
     * PKCS#8, for a PEM block {@code PRIVATE KEY}; of a key on an elliptic curve with its public half in it (RFC 5915), as Go
     * and OpenSSL write it and the JDK does not.
     *
     * @param half the public half of {@code key}
     */
    public static byte[] encoded(PrivateKey key, PublicKey half) {
        PrivateKeyInfo bare = PrivateKeyInfo.getInstance(key.getEncoded());
        AlgorithmIdentifier algorithm = bare.getPrivateKeyAlgorithm();
        if (!algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return key.getEncoded();
        }
        try {
            return new PrivateKeyInfo(
                            algorithm,
                            new org.bouncycastle.asn1.sec.ECPrivateKey(
                                    onCurve(bare).getPrivateKey(),
                                    null,
                                    SubjectPublicKeyInfo.getInstance(half.getEncoded())
                                            .getPublicKeyData()))
                    .getEncoded();
        } catch (IOException | RuntimeException e) {
            // Its text may quote the key.
            throw new IllegalArgumentException("a key that the JDK cannot write");
        }
    }

    private static org.bouncycastle.asn1.sec.ECPrivateKey onCurve(PrivateKeyInfo info) throws IOException {
        return org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(info.parsePrivateKey());
    }

    private static boolean signs(PrivateKey key, PublicKey certified) {
        byte[] probe = BigInteger.TWO.pow(255).toByteArray();
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(key);
            signer.update(probe);
            byte[] signature = signer.sign();
            signer.initVerify(certified);
            signer.update(probe);
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static PemObject firstKeyBlock(String pem) throws ZitiException {
        try (PemReader reader = new PemReader(new StringReader(pem))) {
            PemObject block = reader.readPemObject();
            while (block != null) {
                if (block.getType().endsWith("PRIVATE KEY")) {
                    return block;
                }
                block = reader.readPemObject();
            }
        } catch (IOException | RuntimeException e) {
            throw damaged();
        }
        throw bad("The identity's key is not a private key in PEM form. Enroll the identity again.");
    }

    private static PrivateKeyInfo pkcs1(byte[] der) throws IOException {
        ASN1Object rsa = org.bouncycastle.asn1.pkcs.RSAPrivateKey.getInstance(ASN1Primitive.fromByteArray(der));
        return new PrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), rsa);
    }

    private static PrivateKeyInfo sec1(byte[] der) throws IOException, ZitiException {
        org.bouncycastle.asn1.sec.ECPrivateKey ec =
                org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(ASN1Primitive.fromByteArray(der));
        ASN1Object curve = ec.getParametersObject();
        if (curve == null) {
            throw damaged();
        }
        return new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), ec);
    }

    private static PrivateKey fromPkcs8(PrivateKeyInfo info)
            throws IOException, GeneralSecurityException, ZitiException {
        ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
        String name;
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            name = "RSA";
        } else if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            name = "EC";
        } else {
            throw bad("The key of this identity is neither RSA nor EC. Enroll a new identity.");
        }
        return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    private static ZitiException damaged() {
        return bad("The identity's key is damaged and cannot be read. Use a good copy of the file, or enroll again.");
    }

    private static ZitiException bad(String sentence) {
        return new ZitiException(ZitiFailure.BAD_IDENTITY, sentence);
    }
}
