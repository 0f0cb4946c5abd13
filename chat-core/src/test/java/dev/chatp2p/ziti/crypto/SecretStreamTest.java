package dev.chatp2p.ziti.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors: {@code ziti-edge-protocol.md} §19.2 and §19.4. */
class SecretStreamTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEY = HEX.parseHex("dcbb48e492a553232c710f325ed38ff393e7fb86d278a0336c6fcd1fa8be93e0");
    private static final byte[] HEADER = HEX.parseHex("808182838485868788898a8b8c8d8e8f9091929394959697");

    @Test
    void equalsLibsodiumMessageByMessage() throws ZitiException {
        SecretStream.Push push = SecretStream.Push.withHeader(KEY, HEADER);
        assertEquals(
                "a5982f43dc28ab1a88c7de9a0b33ef2cf10a80dae4483f19219b84011fb60589",
                HEX.formatHex(push.subkey().getEncoded()));
        assertEquals("624d779dd533a6f030aee4294bea934b1a", seal(push, ""));
        assertEquals("a06f7c14ddaefffa60868c0cb5861d7f4742db56320cdc", seal(push, "hello\n"));
        assertEquals(
                "52ecc2b2d88bcd998a9ffd4b68089a58b38c3772fd2f3beb9aa9de5bbc2f0d29f713b70ce00dfe7d7abba3d12b49f57ad3398c"
                        + "7968a0f3016491da609790a630c6aae5a06e7cf4c4bddbc8e2f6e7ba1a5894",
                seal(push, "The quick brown fox jumps over the lazy dog, 64 bytes in total..\n"));
    }

    @Test
    void equalsLibsodiumWithASecondKey() throws ZitiException {
        byte[] key = new byte[32];
        for (int i = 0; i < 32; i++) {
            key[i] = (byte) (255 - i);
        }
        byte[] header = new byte[24];
        for (int i = 0; i < 24; i++) {
            header[i] = (byte) i;
        }
        SecretStream.Push push = SecretStream.Push.withHeader(key, header);
        assertEquals(
                "0f8eb0e1c1891f3a6a8e80ca0a54b449c9557eff30baa37c92d9c3fb945bd920",
                HEX.formatHex(push.subkey().getEncoded()));
        assertEquals("2c2db77793efbcf7e53a4885aa34ae242b96", seal(push, "a"));
        assertEquals(
                "01dfc88de26448f82f98f95a71b0d2080de42dfbf4bd842c80cb0aa3afdbc9dc72", seal(push, "0123456789abcdef"));
        assertEquals("9811db8c698fb7418558df059c4eeadaa7", seal(push, ""));
        assertEquals("77c98e0d9658f3565ed6850858af00b0dff1ce4211e0", seal(push, "line\n"));
    }

    @Test
    void readsBothDirectionsOfACapturedCircuit() throws ZitiException {
        SecretStream.Pull host = SecretStream.Pull.start(
                HEX.parseHex("d8195008856f6af7c700008004ecd957914622c5d427768773109bd1a21bc891"),
                HEX.parseHex("02aaa656ea706b4018714e62c7df3134fa5b9165d29cd6d5"));
        assertEquals("line one\n", open(host, "0ef90218e689d764e9b9b350946f8e2b5704d6fb43bdd1bbf637"));
        SecretStream.Pull dialer = SecretStream.Pull.start(
                HEX.parseHex("9fb71b89b32609d8ac2e77c104849df99800299afd6438856dba8257695fb2ad"),
                HEX.parseHex("f7b3aa939c5161cd053b54ee55a36babfbad7e381139d112"));
        assertEquals("line one\n", open(dialer, "15cf933d223e2c7e961b4d3ebf910c8e922ab7937e7f0b0bdad8"));
    }

    /** SHA-256 of what {@code openziti/secretstream} v0.1.49 made of the same messages; those divisible by 8 go by the AEAD. */
    @Test
    void equalsTheGoLibraryForLongMessages() throws Exception {
        SecretStream.Push push =
                SecretStream.Push.withHeader(KEY, HEX.parseHex("6dbd45cc1c2da893aaf121de620224082040445f8cae1fa6"));
        assertEquals("1bd3377482a8cb8ba6d4b4b78b6978bb26514470ed9fc6b2d7e7f0ac81438e7f", digest(push, 1024));
        assertEquals("0a39fc05e9520c89a7fbe65b69961de0459c08637be914fde5ed9f165c1cfc74", digest(push, 1032));
        assertEquals("fadd81ff1f38d88d4e7bfa5a7dba9a1e3bb228a1bce20453a788ea349646a1e5", digest(push, 1033));
        assertEquals("fb3be666aa24114da92f0cbcf9ba1a2df62223958bf00379ab93dcbf4be74564", digest(push, 65_536));
        assertEquals("32f7c63dbbe9837d08295bd886f88819358e5f41ec88df601855d5468e721162", digest(push, 6));
    }

    private static String digest(SecretStream.Push push, int length) throws Exception {
        byte[] sealed = new byte[length + SecretStream.OVERHEAD];
        push.encrypt(pattern(length), 0, length, sealed, 0);
        return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(sealed));
    }

    private static byte[] pattern(int length) {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) (i * 31);
        }
        return message;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 63, 64, 65, 1000, 1024, 1025, 1032, 1040, 65_536})
    void whatGoesInComesOut(int length) throws ZitiException {
        SecretStream.Push push = SecretStream.Push.start(KEY);
        SecretStream.Pull pull = SecretStream.Pull.start(KEY, push.header());
        byte[] message = pattern(length);
        for (int round = 0; round < 3; round++) {
            byte[] sealed = new byte[length + SecretStream.OVERHEAD];
            push.encrypt(message, 0, length, sealed, 0);
            assertArrayEquals(message, pull.decrypt(sealed));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 1024})
    void noticesEveryFlippedBit(int length) throws ZitiException {
        byte[] sealed = sealed(SecretStream.Push.withHeader(KEY, HEADER), "h".repeat(length));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));
            SecretStream.Pull pull = SecretStream.Pull.start(KEY, HEADER);
            ZitiException e = assertThrows(ZitiException.class, () -> pull.decrypt(altered));
            assertEquals(ZitiFailure.ENCRYPTION, e.failure());
        }
    }

    @Test
    void noticesAMissingAndASwappedMessage() throws ZitiException {
        SecretStream.Push push = SecretStream.Push.withHeader(KEY, HEADER);
        byte[] first = sealed(push, "one");
        byte[] second = sealed(push, "two");
        SecretStream.Pull missing = SecretStream.Pull.start(KEY, HEADER);
        assertThrows(ZitiException.class, () -> missing.decrypt(second));
        SecretStream.Pull swapped = SecretStream.Pull.start(KEY, HEADER);
        swapped.decrypt(first);
        assertThrows(ZitiException.class, () -> swapped.decrypt(first));
    }

    @Test
    void refusesAHeaderOfWrongLengthAndAMessageTooShort() throws ZitiException {
        assertThrows(ZitiException.class, () -> SecretStream.Pull.start(KEY, new byte[23]));
        SecretStream.Pull pull = SecretStream.Pull.start(KEY, HEADER);
        assertThrows(ZitiException.class, () -> pull.decrypt(new byte[16]));
    }

    private static byte[] sealed(SecretStream.Push push, String message) throws ZitiException {
        byte[] in = message.getBytes(UTF_8);
        byte[] out = new byte[in.length + SecretStream.OVERHEAD];
        push.encrypt(in, 0, in.length, out, 0);
        return out;
    }

    private static String seal(SecretStream.Push push, String message) throws ZitiException {
        return HEX.formatHex(sealed(push, message));
    }

    private static String open(SecretStream.Pull pull, String sealed) throws ZitiException {
        return new String(pull.decrypt(HEX.parseHex(sealed)), UTF_8);
    }
}
