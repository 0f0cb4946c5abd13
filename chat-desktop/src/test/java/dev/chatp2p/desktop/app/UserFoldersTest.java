package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the absolute paths here are absolute on POSIX systems only")
class UserFoldersTest {

    private static final Path HOME = Path.of("/home/alice");

    @Test
    void linuxUsesTheXdgDefaults() {
        UserFolders folders = UserFolders.of("Linux", Map.of(), HOME);

        assertEquals(
                Path.of("/home/alice/.config/chat-p2p/identity.json"),
                folders.identity().usual());
        assertEquals(Path.of("/home/alice/.local/state/chat-p2p"), folders.state());
    }

    @Test
    void linuxFollowsTheXdgVariables() {
        UserFolders folders =
                UserFolders.of("Linux", Map.of("XDG_CONFIG_HOME", "/etc/alice", "XDG_STATE_HOME", "/var/alice"), HOME);

        assertEquals(Path.of("/etc/alice/chat-p2p"), folders.config());
        assertEquals(Path.of("/var/alice/chat-p2p"), folders.state());
    }

    @Test
    void relativeOrEmptyXdgVariablesAreIgnored() {
        UserFolders folders = UserFolders.of("Linux", Map.of("XDG_CONFIG_HOME", "here", "XDG_STATE_HOME", ""), HOME);

        assertEquals(Path.of("/home/alice/.config/chat-p2p"), folders.config());
        assertEquals(Path.of("/home/alice/.local/state/chat-p2p"), folders.state());
    }

    @Test
    void macUsesTheLibraryFolders() {
        UserFolders folders = UserFolders.of("Mac OS X", Map.of("XDG_CONFIG_HOME", "/etc/alice"), HOME);

        assertEquals(Path.of("/home/alice/Library/Application Support/chat-p2p"), folders.config());
        assertEquals(Path.of("/home/alice/Library/Logs/chat-p2p"), folders.state());
    }

    @Test
    void windowsUsesTheApplicationDataFolders() {
        UserFolders folders =
                UserFolders.of("Windows 11", Map.of("APPDATA", "/roaming", "LOCALAPPDATA", "/local"), HOME);

        assertEquals(Path.of("/roaming/chat-p2p"), folders.config());
        assertEquals(Path.of("/local/chat-p2p/logs"), folders.state());
    }

    @Test
    void windowsWithoutItsVariablesFallsBackToTheHomeFolder() {
        UserFolders folders = UserFolders.of("Windows 11", Map.of(), HOME);

        assertEquals(Path.of("/home/alice/AppData/Roaming/chat-p2p"), folders.config());
    }
}
