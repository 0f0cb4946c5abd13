package dev.chatp2p.setup.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControllerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "ctrl.example.org:1280, https://ctrl.example.org:1280",
        "'  CTRL.example.org:1280 ', https://ctrl.example.org:1280",
        "https://ctrl.example.org, https://ctrl.example.org:443",
        "HTTPS://ctrl.example.org:1280/edge/management/v1, https://ctrl.example.org:1280",
        "https://ctrl.example.org:1280/zac/?x=1#/login, https://ctrl.example.org:1280",
        "tls:192.0.2.7:1280, ''",
        "tls://192.0.2.7:1280, https://192.0.2.7:1280",
        "[2001:DB8::1]:1280, https://[2001:db8::1]:1280",
        "'https://[::1]/', https://[::1]:443",
        "bücher.example:1280, https://xn--bcher-kva.example:1280",
        "my_controller:1280, ''",
        "localhost:1280, https://localhost:1280",
    })
    void whatPeopleTypeBecomesAnAddress(String typed, String expected) throws Exception {
        if (expected.isEmpty()) {
            assertEquals(SetupFailure.BAD_INPUT, refused(typed).failure());
        } else {
            assertEquals(expected, ControllerAddress.parse(typed).toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', Type the address",
        "'   ', Type the address",
        "http://ctrl.example.org:1280, https:// only",
        "ftp://ctrl.example.org, no address of a controller",
        "https://:1280, host name is missing",
        ":1280, host name is missing",
        "https:///path, host name is missing",
        "ctrl.example.org:0, from 1 to 65535",
        "ctrl.example.org:65536, from 1 to 65535",
        "ctrl.example.org:12a, from 1 to 65535",
        "ctrl.example.org:, from 1 to 65535",
        "ctrl.example.org:99999999999999999999, from 1 to 65535",
        "ctrl .example.org:1280, no spaces",
        "2001:db8::1, needs brackets",
        "2001:db8::1:1280, needs brackets",
        "'[zz]:1280', needs brackets",
        "'[1:2:3]:1280', no host name",
        "ctrl..example.org, no host name",
        "-ctrl.example.org, no host name",
        "ctrl%41.example.org, no host name",
        "192.0.2.300:1280, no host name",
    })
    void whatIsNoAddressIsExplained(String typed, String expected) {
        SetupException refused = refused(typed);
        assertEquals(SetupFailure.BAD_INPUT, refused.failure());
        assertTrue(refused.sentence().contains(expected), refused.sentence());
    }

    @Test
    void aPasswordInTheAddressIsRefusedAndNotRepeated() {
        SetupException refused = refused("https://admin:geheim@ctrl.example.org:1280");
        assertTrue(refused.sentence().contains("user name"), refused.sentence());
        assertFalse(refused.sentence().contains("geheim"), refused.sentence());
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 100_000})
    void aBookIsNoAddress(int length) {
        assertTrue(refused("a".repeat(length)).sentence().contains("too long"));
    }

    private static SetupException refused(String typed) {
        return assertThrows(SetupException.class, () -> ControllerAddress.parse(typed));
    }
}
