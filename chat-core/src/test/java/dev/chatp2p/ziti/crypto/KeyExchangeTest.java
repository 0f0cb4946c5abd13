package dev.chatp2p.ziti.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Vectors: {@code ziti-edge-protocol.md} §19.2 and §19.3. */
class KeyExchangeTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void agreesWithLibsodiumOnFixedKeys() throws ZitiException {
        KeyExchange client = pair("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        KeyExchange server = pair("404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f");
        assertEquals("8f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f", hex(client.publicKey()));
        assertEquals("79a631eede1bf9c98f12032cdeadd0e7a079398fc786b88cc846ec89af85a51a", hex(server.publicKey()));

        SessionKeys dialer = client.asDialer(server.publicKey());
        assertEquals("2667d8c416fe341b5d929fc7c7621e2ac017fa27a10605e088f7b9af2dda8ff8", hex(dialer.receive()));
        assertEquals("dcbb48e492a553232c710f325ed38ff393e7fb86d278a0336c6fcd1fa8be93e0", hex(dialer.send()));
    }

    @Test
    void dialerAndHostOfACapturedCircuitAgree() throws ZitiException {
        KeyExchange dialer = pair("f22054a89cbc257475a4686d33f17dd32da840385757e4cfe5302f3369d770d9");
        KeyExchange host = pair("90138d02f84e4b33a1fff899e9745d4cbbeaec3165d120c5978c8f013f137217");
        assertEquals("a944dfc0edd1e6a186ed73a22f15a8b8f9ce2d83e59f48cbc3b05603a9cd3827", hex(dialer.publicKey()));
        assertEquals("47730005d6dc5b80d6464f1b57d3692d919724be9d76110034fdd1c8a69c3662", hex(host.publicKey()));

        SessionKeys d = dialer.asDialer(host.publicKey());
        SessionKeys h = host.asHost(dialer.publicKey());
        assertEquals("9fb71b89b32609d8ac2e77c104849df99800299afd6438856dba8257695fb2ad", hex(d.receive()));
        assertEquals("d8195008856f6af7c700008004ecd957914622c5d427768773109bd1a21bc891", hex(d.send()));
        assertArrayEquals(d.receive(), h.send());
        assertArrayEquals(d.send(), h.receive());
    }

    @Test
    void refusesAKeyOfWrongLengthAndALowOrderPoint() {
        KeyExchange us = KeyExchange.generate();
        assertEquals(
                ZitiFailure.ENCRYPTION,
                assertThrows(ZitiException.class, () -> us.asHost(new byte[31])).failure());
        assertEquals(
                ZitiFailure.ENCRYPTION,
                assertThrows(ZitiException.class, () -> us.asDialer(new byte[32]))
                        .failure());
    }

    private static KeyExchange pair(String secret) {
        return KeyExchange.ofSecret(HEX.parseHex(secret));
    }

    private static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }
}
