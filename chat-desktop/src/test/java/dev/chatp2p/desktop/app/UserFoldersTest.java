package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the absolute paths here are absolute on POSIX systems only")
class UserFoldersTest {

    private static final Path HOME = Path.of("/home/alice");

    @Test
    void linuxUsesTheXdgDefaults() {
        UserFolders folders = UserFolders.of("Linux", Map.of(), HOME);

        assertEquals(
                Path.of("/home/alice/.config/chat-p2p/identity.json"),
                folders.defaultProfile().identity().usual());
        assertEquals(Path.of("/home/alice/.local/state/chat-p2p"), folders.state());
        assertEquals(Path.of("/home/alice/.local/share/chat-p2p"), folders.data());
    }

    @Test
    void linuxFollowsTheXdgVariables() {
        UserFolders folders = UserFolders.of(
                "Linux",
                Map.of("XDG_CONFIG_HOME", "/etc/alice", "XDG_STATE_HOME", "/var/alice", "XDG_DATA_HOME", "/usr/alice"),
                HOME);

        assertEquals(Path.of("/etc/alice/chat-p2p"), folders.config());
        assertEquals(Path.of("/var/alice/chat-p2p"), folders.state());
        assertEquals(Path.of("/usr/alice/chat-p2p"), folders.data());
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
        assertEquals(Path.of("/home/alice/Library/Application Support/chat-p2p"), folders.data());
    }

    @Test
    void windowsUsesTheApplicationDataFolders() {
        UserFolders folders =
                UserFolders.of("Windows 11", Map.of("APPDATA", "/roaming", "LOCALAPPDATA", "/local"), HOME);

        assertEquals(Path.of("/roaming/chat-p2p"), folders.config());
        assertEquals(Path.of("/local/chat-p2p/logs"), folders.state());
        assertEquals(Path.of("/local/chat-p2p"), folders.data());
    }

    @Test
    void windowsWithoutItsVariablesFallsBackToTheHomeFolder() {
        UserFolders folders = UserFolders.of("Windows 11", Map.of(), HOME);

        assertEquals(Path.of("/home/alice/AppData/Roaming/chat-p2p"), folders.config());
    }

    @Test
    void theDefaultProfileKeepsTheIdentityThatWasThereBeforeThereWereProfiles() {
        UserFolders folders = UserFolders.of("Linux", Map.of(), HOME);

        Profile profile = folders.defaultProfile();

        assertEquals(Path.of("/home/alice/.config/chat-p2p"), profile.config());
        assertEquals(Path.of("/home/alice/.local/state/chat-p2p"), profile.logs());
        assertEquals(Path.of("/home/alice/.local/share/chat-p2p/profiles/default"), profile.data());
    }

    @Test
    void anotherProfileHasFoldersOfItsOwn() {
        UserFolders folders = UserFolders.of("Linux", Map.of(), HOME);

        Profile profile = folders.profile("work");

        assertEquals(Path.of("/home/alice/.config/chat-p2p/profiles/work"), profile.config());
        assertEquals(Path.of("/home/alice/.local/state/chat-p2p/profiles/work"), profile.logs());
        assertEquals(Path.of("/home/alice/.local/share/chat-p2p/profiles/work"), profile.data());
        assertEquals(Path.of("/home/alice/.local/share/chat-p2p/profiles/work/identities/0123"), profile.kept("0123"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"work", "a", "A.b_c-9", "default", "console"})
    void aProfileCanBeCalledThat(String name) {
        assertTrue(Profile.isName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", ".hidden", "dot.", "a/b", "a\\b", "a b", "ü", "CON", "nul.txt", "a\n", "../x"})
    void aProfileCannotBeCalledThat(String name) {
        assertFalse(Profile.isName(name));
    }

    @Test
    void aProfileNameIsAtMostSixtyFourLong() {
        assertTrue(Profile.isName("x".repeat(64)));
        assertFalse(Profile.isName("x".repeat(65)));
    }
}
