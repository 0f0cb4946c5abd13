package dev.chatp2p.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.concurrent.VirtualTimers;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.RouterReport;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.Words;
import dev.chatp2p.setup.wizard.FileDialogs;
import dev.chatp2p.setup.wizard.FileKind;
import dev.chatp2p.setup.wizard.PageWork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkStatusViewModelTest {

    @TempDir
    Path folder;

    private final FakeChat chat = new FakeChat();
    private final VirtualTimers timers = new VirtualTimers();
    private final FxBridge bridge = new FxBridge(Runnable::run);
    private final Texts texts = Texts.in(Locale.ENGLISH);
    private Optional<Path> chosen = Optional.empty();
    private final NetworkStatusViewModel model = new NetworkStatusViewModel(
            chat,
            timers,
            bridge,
            texts,
            new Words(texts),
            new PageWork(Runnable::run, bridge),
            new PageWork(Runnable::run, bridge),
            new Saving(),
            new DiagnosticReport(Installation.unknown(), timers));

    @Test
    void nothingIsLookedAtWhileNobodyLooks() {
        chat.routers = List.of(router("r1", true, true, 12));
        assertEquals(List.of(), model.routers());
        assertEquals(0, timers.waiting());
    }

    @Test
    void eachRouterIsShownWithHowItDoes() {
        chat.routers = List.of(
                router("r1", true, true, 12.34), router("r2\u202e", true, false, 1.26), router("r3", false, false, -1));
        model.lookedAt(true);
        assertEquals(
                List.of(
                        new RouterRow("r1", "r1:3022", RouterRow.Mood.GOOD, "you can be reached", "12 ms"),
                        new RouterRow("r2⟨U+202E⟩", "r2⟨U+202E⟩:3022", RouterRow.Mood.IDLE, "connected", "1.3 ms"),
                        new RouterRow("r3", "r3:3022", RouterRow.Mood.BAD, "not connected", "")),
                model.routers());
    }

    @Test
    void itIsLookedAtAgainEveryTwoSecondsUntilNobodyLooks() {
        model.lookedAt(true);
        chat.routers = List.of(router("r1", true, true, 12));
        timers.advance(Duration.ofMillis(1900));
        assertEquals(List.of(), model.routers());
        timers.advance(Duration.ofMillis(100));
        assertEquals(1, model.routers().size());
        model.lookedAt(false);
        assertEquals(0, timers.waiting());
    }

    @Test
    void theStatusIsSaidInTheWindowsLanguageAndInTheNetworksWords() {
        chat.tell(new OverlayStatus(
                OverlayStatus.State.DEGRADED, Optional.of(Reason.NO_ROUTER), "in the core’s words", 0));
        model.lookedAt(true);
        assertEquals(texts.of("reason.NO_ROUTER"), model.statusProperty().get());
        assertEquals("in the core’s words", model.detailProperty().get());
    }

    @Test
    void theReportIsSavedWhereThePersonWants() {
        Path file = folder.resolve("report.zip");
        chosen = Optional.of(file);
        model.saveReport();
        assertTrue(Files.exists(file));
        assertEquals("Saved as report.zip.", model.savedProperty().get());
        assertFalse(model.failedProperty().get() || model.busyProperty().get());
    }

    @Test
    void aReportThatCannotBeSavedSaysWhatToDo() {
        chosen = Optional.of(folder.resolve("missing/report.zip"));
        model.saveReport();
        assertTrue(model.failedProperty().get());
        assertEquals(texts.of("settings.reportNotSaved"), model.savedProperty().get());
    }

    private static RouterReport router(String name, boolean connected, boolean hosting, double millis) {
        return new RouterReport(
                Optional.empty(),
                name,
                name + ":3022",
                connected,
                hosting,
                millis < 0 ? Optional.empty() : Optional.of(Duration.ofNanos((long) (millis * 1e6))));
    }

    private final class Saving implements FileDialogs {
        @Override
        public Optional<Path> open(FileKind kind) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(FileKind kind, String name) {
            return chosen;
        }

        @Override
        public Optional<Path> folder() {
            return Optional.empty();
        }
    }
}
