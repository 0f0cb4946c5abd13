package dev.chatp2p.ziti.circuit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {

    @Test
    void partsAreConsecutiveBytesOfTheStream() throws ZitiException {
        assertEquals("hello", join("0300" + "68656c" + "0000" + "0200" + "6c6f"));
        assertEquals("", join(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"03", "0300", "030068", "ffff00"})
    void aPartThatIsCutOffIsAProtocolError(String hex) {
        ZitiException e = assertThrows(ZitiException.class, () -> join(hex));
        assertEquals(ZitiFailure.PROTOCOL, e.failure());
    }

    private static String join(String hex) throws ZitiException {
        return new String(Multipart.join(HexFormat.of().parseHex(hex)), US_ASCII);
    }
}
