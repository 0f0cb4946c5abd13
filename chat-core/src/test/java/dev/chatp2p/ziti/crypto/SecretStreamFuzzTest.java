package dev.chatp2p.ziti.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatp2p.fuzz.FuzzTestBase;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Only what was sealed, in the order in which it was, is opened. An input is a list of messages: an instruction (0 = as it
 * is, else a place to change), a length of one byte, the text; the rest of it is opened as it stands.
 */
class SecretStreamFuzzTest extends FuzzTestBase {

    private static final byte[] KEY = new byte[32];
    private static final byte[] HEADER = new byte[SecretStream.HEADER_LENGTH];

    /** Every message sets a cipher up. */
    @Override
    protected long allowance(int length) {
        return (4L << 20) + 20_000L * length;
    }

    @Override
    protected void check(byte[] input) throws Exception {
        opensNothingElse(input);
        ByteBuffer script = ByteBuffer.wrap(input);
        SecretStream.Push push = SecretStream.Push.withHeader(KEY, HEADER);
        SecretStream.Pull pull = SecretStream.Pull.start(KEY, HEADER);
        while (script.remaining() >= 2) {
            int change = script.get() & 0xff;
            byte[] text = new byte[Math.min(script.get() & 0xff, script.remaining())];
            script.get(text);
            byte[] sealed = new byte[text.length + SecretStream.OVERHEAD];
            push.encrypt(text, 0, text.length, sealed, 0);
            if (change == 0) {
                assertArrayEquals(text, pull.decrypt(sealed));
            } else {
                sealed[change % sealed.length] ^= (byte) Integer.lowestOneBit(change);
                refused(pull, sealed);
                return;
            }
        }
    }

    private static void opensNothingElse(byte[] input) throws ZitiException {
        byte[] header = Arrays.copyOf(input, Math.min(input.length, SecretStream.HEADER_LENGTH));
        if (header.length < SecretStream.HEADER_LENGTH) {
            ZitiException e = assertThrows(ZitiException.class, () -> SecretStream.Pull.start(KEY, header));
            assertEquals(ZitiFailure.ENCRYPTION, e.failure());
        } else {
            refused(
                    SecretStream.Pull.start(KEY, header),
                    Arrays.copyOfRange(input, SecretStream.HEADER_LENGTH, input.length));
        }
    }

    private static void refused(SecretStream.Pull pull, byte[] sealed) {
        ZitiException e = assertThrows(ZitiException.class, () -> pull.decrypt(sealed));
        assertEquals(ZitiFailure.ENCRYPTION, e.failure());
    }
}
