package dev.chatp2p.ziti.posture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThisComputerTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, 6.1.0-13-amd64, '', Linux 6.1.0",
        "Linux, 5.04, '', Linux 5.4.0",
        "Mac OS X, 14.4, '', macOS 14.4.0",
        "Windows 11, 10.0, 'Microsoft Windows [Version 10.0.22631.3447]', Windows 10.0.22631",
        "Windows Server 2022, 10.0, 'Microsoft Windows [Version 10.0.20348]', WindowsServer 10.0.20348",
        "Windows 10, 10.0, '', Windows 10.0.0",
        "SomeBSD, unknown, '', SomeBSD 0.0.0",
    })
    void systemsAreNamedAsPostureChecksNameThem(String name, String version, String ver, String said) {
        assertEquals(
                said, computer(name, version, ver, Map.of()).operatingSystem().toString());
    }

    @Test
    void theDomainIsTheOneOfWindowsAndNotTheComputerItself() {
        Map<String, String> inDomain = Map.of("USERDOMAIN", "CORP", "COMPUTERNAME", "PC1");
        assertEquals("CORP", computer("Windows 11", "10.0", "", inDomain).domain());
        assertEquals("", computer("Linux", "6.1.0", "", inDomain).domain());
        assertEquals(
                "",
                computer("Windows 11", "10.0", "", Map.of("USERDOMAIN", "pc1", "COMPUTERNAME", "PC1"))
                        .domain());
        assertEquals("", computer("Windows 11", "10.0", "", Map.of()).domain());
    }

    @Test
    void hardwareAddressesLookAsAdministratorsWriteThem() {
        assertTrue(
                new ThisComputer().hardwareAddresses().stream().allMatch(a -> a.matches("[0-9a-f]{2}(:[0-9a-f]{2})+")));
    }

    @Test
    void aProgramOfWindowsIsStartedWithItsWholePathOrNotAtAll() {
        assertEquals(
                List.of("C:\\Windows\\System32\\cmd.exe", "/d", "/c", "ver"), ThisComputer.verCommand("C:\\Windows"));
        assertEquals(List.of(), ThisComputer.verCommand(""));
        assertEquals(List.of(), ThisComputer.verCommand("Windows"));
        assertEquals(List.of(), ThisComputer.verCommand("\\Windows"));
    }

    @Test
    void windowsIsAskedForItsVersionOnce() {
        AtomicInteger asked = new AtomicInteger();
        ThisComputer computer = new ThisComputer(
                key -> key.equals("os.name") ? "Windows 11" : "10.0",
                Map.of(),
                () -> "Version 10.0." + asked.incrementAndGet());
        assertEquals("10.0.1", computer.operatingSystem().version());
        assertEquals("10.0.1", computer.operatingSystem().version());
    }

    private static ThisComputer computer(String name, String version, String ver, Map<String, String> environment) {
        Map<String, String> properties = Map.of("os.name", name, "os.version", version);
        return new ThisComputer(key -> properties.getOrDefault(key, ""), environment, () -> ver);
    }
}
