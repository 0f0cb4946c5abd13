package dev.chatp2p.ziti.crypto;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * One direction of an encrypted circuit: libsodium's {@code crypto_secretstream_xchacha20poly1305} with tag 0 and without
 * additional data ({@code ziti-edge-protocol.md} §13.1). Rekeying is not done, because the Go SDK does not follow it; a
 * stream therefore ends before 2³² messages.
 *
 * <p>Not thread-safe: one instance belongs to one sender or one receiver. After a failure the stream is unusable.
 */
public abstract sealed class SecretStream permits SecretStream.Push, SecretStream.Pull {

    /** Length of the header that starts a stream. */
    public static final int HEADER_LENGTH = 24;
    /** How many bytes a message grows by: one encrypted tag and sixteen of authentication. */
    public static final int OVERHEAD = 17;

    private static final int BLOCK = 64;
    private static final int MAC_LENGTH = 16;
    private static final byte[] ZEROS = new byte[2 * BLOCK];
    /** From here on the JDK's AEAD, which has processor instructions for the MAC, is worth preparing. */
    private static final int BULK = 1 << 10;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final Cipher cipher;
    /** Made when the first long message needs it: most links never do. */
    private @Nullable Cipher aead;

    private final Poly1305 poly = new Poly1305();
    private final byte[] nonce = new byte[12];
    /** Key-stream blocks 0 and 1 of the message at hand. */
    private final byte[] blocks = new byte[2 * BLOCK];

    private final byte[] lengths = new byte[16];
    private final byte[] mac = new byte[MAC_LENGTH];
    private int counter = 1;

    private SecretStream(byte[] key, byte[] header) {
        this.key = new SecretKeySpec(HChaCha20.subkey(key, header), "ChaCha20");
        System.arraycopy(header, 16, nonce, 4, 8);
        try {
            this.cipher = Cipher.getInstance("ChaCha20");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no ChaCha20", e);
        }
    }

    final SecretKeySpec subkey() {
        return key;
    }

    /** The sending side. */
    public static final class Push extends SecretStream {
        private final byte[] header;

        private Push(byte[] key, byte[] header) {
            super(key, header);
            this.header = header.clone();
        }

        /** Starts a stream with a random header. */
        public static Push start(byte[] key) {
            byte[] header = new byte[HEADER_LENGTH];
            RANDOM.nextBytes(header);
            return new Push(key, header);
        }

        static Push withHeader(byte[] key, byte[] header) {
            return new Push(key, header);
        }

        /** What the other side needs first, {@value SecretStream#HEADER_LENGTH} bytes; a copy. */
        public byte[] header() {
            return header.clone();
        }

        /** Writes the encrypted message, {@code length + }{@value SecretStream#OVERHEAD} bytes, to {@code out}. */
        public void encrypt(byte[] message, int offset, int length, byte[] out, int outOffset) throws ZitiException {
            SecretStream stream = this;
            try {
                stream.checkCounter();
                if (isBulk(length)) {
                    stream.encryptBulk(message, offset, length, out, outOffset);
                    stream.nextMessage(out, outOffset + 1 + length);
                    return;
                }
                stream.startMessage((byte) 0);
                out[outOffset] = stream.blocks[BLOCK];
                stream.finishCipher(message, offset, length, out, outOffset + 1);
                stream.authenticate(out, outOffset + 1, length);
                System.arraycopy(stream.mac, 0, out, outOffset + 1 + length, MAC_LENGTH);
                stream.nextMessage(stream.mac, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("ChaCha20 failed", e);
            }
        }
    }

    /** The receiving side. */
    public static final class Pull extends SecretStream {

        private Pull(byte[] key, byte[] header) {
            super(key, header);
        }

        /**
         * Starts from the header the other side sent.
         *
         * @throws ZitiException with {@link ZitiFailure#ENCRYPTION} if it is not {@value SecretStream#HEADER_LENGTH} bytes
         */
        public static Pull start(byte[] key, byte[] header) throws ZitiException {
            if (header.length != HEADER_LENGTH) {
                throw new ZitiException(
                        ZitiFailure.ENCRYPTION,
                        "The other side did not start the encryption as agreed; the link was closed.");
            }
            return new Pull(key, header);
        }

        /**
         * The message inside.
         *
         * @throws ZitiException with {@link ZitiFailure#ENCRYPTION} if it was altered, lost or out of order; the stream is
         *     then over
         */
        public byte[] decrypt(byte[] sealed) throws ZitiException {
            SecretStream stream = this;
            int length = sealed.length - OVERHEAD;
            if (length < 0) {
                throw broken();
            }
            try {
                stream.checkCounter();
                stream.startMessage(sealed[0]);
                stream.blocks[BLOCK] = sealed[0];
                if (isBulk(length)) {
                    byte[] message = stream.decryptBulk(sealed, length);
                    stream.nextMessage(sealed, 1 + length);
                    return message;
                }
                stream.authenticate(sealed, 1, length);
                byte[] received = Arrays.copyOfRange(sealed, 1 + length, sealed.length);
                if (!MessageDigest.isEqual(received, stream.mac)) {
                    throw broken();
                }
                byte[] message = new byte[length];
                stream.finishCipher(sealed, 1, length, message, 0);
                stream.nextMessage(stream.mac, 0);
                return message;
            } catch (AEADBadTagException e) {
                throw broken();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("ChaCha20 failed", e);
            }
        }

        private static ZitiException broken() {
            return new ZitiException(
                    ZitiFailure.ENCRYPTION,
                    "A message did not pass its authentication: it was altered or lost on the way. The link was closed.");
        }
    }

    private void checkCounter() throws ZitiException {
        if (counter == 0) {
            throw new ZitiException(
                    ZitiFailure.ENCRYPTION,
                    "This link has carried as many messages as it may. Connect again to go on.");
        }
        INT.set(nonce, 0, counter);
    }

    /**
     * Whether the JDK's ChaCha20-Poly1305 gives the same bytes: a secret stream is that AEAD without additional data over the
     * tag block and the message, but for the padding, which is the same only for these lengths.
     */
    private static boolean isBulk(int length) {
        return length >= BULK && (length & 7) == 0;
    }

    private void encryptBulk(byte[] message, int offset, int length, byte[] out, int outOffset)
            throws GeneralSecurityException {
        Cipher whole = aead(Cipher.ENCRYPT_MODE);
        whole.update(ZEROS, 0, BLOCK, blocks, BLOCK);
        out[outOffset] = blocks[BLOCK];
        whole.doFinal(message, offset, length, out, outOffset + 1);
    }

    private byte[] decryptBulk(byte[] sealed, int length) throws GeneralSecurityException {
        // In one piece and in place: given in two, the JDK would collect them in buffers of its own.
        byte[] whole = new byte[BLOCK + length + MAC_LENGTH];
        System.arraycopy(blocks, BLOCK, whole, 0, BLOCK);
        System.arraycopy(sealed, 1, whole, BLOCK, length + MAC_LENGTH);
        aead(Cipher.DECRYPT_MODE).doFinal(whole, 0, whole.length, whole, 0);
        return Arrays.copyOfRange(whole, BLOCK, BLOCK + length);
    }

    private Cipher aead(int mode) throws GeneralSecurityException {
        Cipher prepared = aead;
        if (prepared == null) {
            prepared = Cipher.getInstance("ChaCha20-Poly1305");
            aead = prepared;
        }
        prepared.init(mode, key, new IvParameterSpec(nonce));
        return prepared;
    }

    /** Produces block 0 (the MAC key) and block 1 (the tag XOR key stream). */
    private void startMessage(byte tag) throws GeneralSecurityException {
        // DECRYPT_MODE is the same key stream without the JDK's check against nonce reuse, which the counter
        // guarantees.
        cipher.init(Cipher.DECRYPT_MODE, key, new ChaCha20ParameterSpec(nonce, 0));
        cipher.update(ZEROS, 0, 2 * BLOCK, blocks, 0);
        blocks[BLOCK] ^= tag;
    }

    private void finishCipher(byte[] in, int offset, int length, byte[] out, int outOffset)
            throws GeneralSecurityException {
        cipher.doFinal(in, offset, length, out, outOffset);
    }

    /** Leaves the MAC over the tag block and the ciphertext in {@link #mac}. */
    private void authenticate(byte[] ciphertext, int offset, int length) {
        poly.init(new KeyParameter(blocks, 0, 32));
        poly.update(blocks, BLOCK, BLOCK);
        poly.update(ciphertext, offset, length);
        // libsodium pads with length mod 16 zero bytes, not up to the next multiple; kept for compatibility.
        poly.update(ZEROS, 0, length & 15);
        LONG.set(lengths, 0, 0L);
        LONG.set(lengths, 8, (long) BLOCK + length);
        poly.update(lengths, 0, lengths.length);
        poly.doFinal(mac, 0);
    }

    private void nextMessage(byte[] authentication, int offset) {
        for (int i = 0; i < 8; i++) {
            nonce[4 + i] ^= authentication[offset + i];
        }
        counter++;
    }
}
