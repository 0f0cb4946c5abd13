package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import java.io.File;
import org.junit.jupiter.api.Test;

class OverlayChoiceTest {

    @Test
    void ourOwnClientIsAlwaysThere() {
        assertInstanceOf(ZitiOverlay.class, OverlayChoice.named("ziti", "1"));
    }

    /** What the tests see is what the program is packed with, and more. */
    @Test
    void theOfficialSdkIsNotOnTheClassPathAndASentenceTellsHowToGetIt() {
        String classPath = System.getProperty("java.class.path");
        assertTrue(classPath.contains("chat-core"), classPath);
        assertFalse(classPath.contains(File.separator + "openziti" + File.separator), classPath);
        assertFalse(classPath.contains("kotlin"), classPath);
        IllegalArgumentException missing =
                assertThrows(IllegalArgumentException.class, () -> OverlayChoice.named("sdk", "1"));
        assertTrue(String.valueOf(missing.getMessage()).contains("docs/sdk.md"));
    }

    @Test
    void anUnknownNameIsExplained() {
        IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> OverlayChoice.named("zitty\u001b", "1"));
        assertTrue(String.valueOf(unknown.getMessage()).contains("not zitty␛"), unknown.getMessage());
    }
}
