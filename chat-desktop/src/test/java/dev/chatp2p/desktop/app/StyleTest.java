package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowPair.onFx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.chatp2p.desktop.common.Theme;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every colour our style sheets look up is there, in both themes. JavaFX only writes a line into the log when one is not. */
class StyleTest {

    /** A strong reference: the log manager would forget the handler with its logger. */
    private final Logger log = Logger.getLogger("javafx");

    private final Complaints complaints = new Complaints();

    @BeforeEach
    void listen() {
        log.addHandler(complaints);
    }

    @AfterEach
    void stopListening() {
        log.removeHandler(complaints);
        System.clearProperty(Theme.PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void noThemeHasAWarning(String theme) throws Exception {
        System.setProperty(Theme.PROPERTY, theme);
        try (WindowPair pair = WindowPair.open()) {
            pair.clickRow(pair.alice, "bob");
            pair.click(pair.alice, ".conversation-header .primary");
            pair.waitForText(pair.bob, ".call-bar .name", "alice is calling");
            pair.click(pair.bob, ".call-bar .answer");
            pair.waitForText(pair.bob, ".conversation-header .presence", "In a call");
            pair.click(pair.bob, ".composer .text-area");
            pair.write(pair.bob, "hello");
            pair.click(pair.bob, ".composer .primary");
            pair.waitForMessage(pair.alice, "hello");
        }
        assertEquals(List.of(), complaints.heard);
    }

    @Test
    void aMissingColourWouldBeHeard() throws Exception {
        try (WindowPair pair = WindowPair.open()) {
            onFx(() -> {
                Label label = new Label("broken");
                label.setStyle("-fx-text-fill: -color-that-is-not-there;");
                pair.scene(pair.alice).setRoot(label);
                label.applyCss();
                return true;
            });
        }
        assertFalse(complaints.heard.isEmpty());
    }

    private static final class Complaints extends Handler {
        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                heard.add(line.getLoggerName() + ": " + line.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
