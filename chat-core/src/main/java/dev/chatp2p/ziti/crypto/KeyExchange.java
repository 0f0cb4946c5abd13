package dev.chatp2p.ziti.crypto;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * An X25519 key pair and what two of them agree on: libsodium's {@code crypto_kx} ({@code ziti-edge-protocol.md} §13). The
 * dialer plays the client, the host the server. Immutable.
 */
public final class KeyExchange {

    /** Length of a public key in bytes. */
    public static final int PUBLIC_KEY_LENGTH = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final X25519PrivateKeyParameters secret;
    private final byte[] publicKey;

    private KeyExchange(X25519PrivateKeyParameters secret) {
        this.secret = secret;
        this.publicKey = secret.generatePublicKey().getEncoded();
    }

    /** A fresh random pair. */
    public static KeyExchange generate() {
        return new KeyExchange(new X25519PrivateKeyParameters(RANDOM));
    }

    static KeyExchange ofSecret(byte[] secret) {
        return new KeyExchange(new X25519PrivateKeyParameters(secret));
    }

    /** Our public key, {@value #PUBLIC_KEY_LENGTH} bytes; a copy. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** The keys of a circuit we dialed. */
    public SessionKeys asDialer(byte[] hostKey) throws ZitiException {
        byte[] k = agree(hostKey, publicKey, hostKey);
        return new SessionKeys(Arrays.copyOfRange(k, 0, 32), Arrays.copyOfRange(k, 32, 64));
    }

    /** The keys of a circuit dialed to us. */
    public SessionKeys asHost(byte[] dialerKey) throws ZitiException {
        byte[] k = agree(dialerKey, dialerKey, publicKey);
        return new SessionKeys(Arrays.copyOfRange(k, 32, 64), Arrays.copyOfRange(k, 0, 32));
    }

    private byte[] agree(byte[] peerKey, byte[] clientKey, byte[] serverKey) throws ZitiException {
        if (peerKey.length != PUBLIC_KEY_LENGTH) {
            throw new ZitiException(
                    ZitiFailure.ENCRYPTION,
                    "The other side sent an encryption key of a wrong length; the link was refused.");
        }
        byte[] q = new byte[32];
        try {
            X25519Agreement agreement = new X25519Agreement();
            agreement.init(secret);
            agreement.calculateAgreement(new X25519PublicKeyParameters(peerKey), q, 0);
        } catch (IllegalStateException e) { // the all-zero result of a low-order point
            throw new ZitiException(
                    ZitiFailure.ENCRYPTION, "The other side sent an unusable encryption key; the link was refused.", e);
        }
        Blake2bDigest hash = new Blake2bDigest(512);
        hash.update(q, 0, q.length);
        hash.update(clientKey, 0, clientKey.length);
        hash.update(serverKey, 0, serverKey.length);
        byte[] k = new byte[64];
        hash.doFinal(k, 0);
        Arrays.fill(q, (byte) 0);
        return k;
    }
}
