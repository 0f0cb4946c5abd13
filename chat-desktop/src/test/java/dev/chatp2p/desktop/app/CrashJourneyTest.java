package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program failed the last time: the person is told, and goes on. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // opened before each test
class CrashJourneyTest {

    private final AtomicInteger seen = new AtomicInteger();
    private FakeChatWindow fake;

    @BeforeEach
    void openWindow() throws Exception {
        fake = new FakeChatWindow(Locale.ENGLISH);
        WindowRobot.onFx(() -> {
            fake.window.tellOf(
                    new CrashReports.Report(Path.of("crashes"), "java.lang.IllegalStateException"),
                    seen::incrementAndGet);
            return true;
        });
    }

    @AfterEach
    void closeWindow() {
        fake.close();
    }

    @Test
    void theReportCanBeReadAndIsGoneWithEscape() {
        fake.waitForText(fake.window, ".crash .settings-heading", "a problem the last time");
        assertEquals(
                "java.lang.IllegalStateException",
                WindowRobot.onFx(() ->
                        ((TextArea) fake.find(fake.window, ".crash-report").orElseThrow()).getText()));

        fake.press(fake.window, KeyCode.ESCAPE);

        fake.waitUntilGone(fake.window, ".crash");
        assertEquals(1, seen.get());
    }

    @Test
    void itStaysAboveWhateverIsShownBelow() {
        fake.tell(chat -> chat.settings().change(settings -> settings.withLanguage(Optional.of("de"))));
        fake.waitFor(
                fake.window,
                () -> fake.find(fake.window, "#search")
                        .filter(search -> search.getAccessibleText().contains("Personen"))
                        .isPresent());

        assertTrue(WindowRobot.onFx(() -> fake.window
                        .stage()
                        .getScene()
                        .getRoot()
                        .getChildrenUnmodifiable()
                        .getLast()
                instanceof CrashView));
        fake.press(fake.window, KeyCode.ENTER);
        fake.waitUntilGone(fake.window, ".crash");
    }
}
