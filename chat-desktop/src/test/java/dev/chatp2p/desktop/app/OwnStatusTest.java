package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.settings.ChatSettings.Appearance;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words below the own name, which say how we stand with the network, are there in full. */
class OwnStatusTest {

    /** The narrowest list of people; pixels. */
    private static final int NARROW = 240;

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void noneOfItsWordsIsCutInTheNarrowestListAndTheLargestText(String language) throws Exception {
        try (FakeChatWindow window = new FakeChatWindow(Locale.of(language))) {
            window.tell(chat -> chat.settings()
                    .change(settings -> settings.with(new Appearance(
                            Appearance.Theme.LIGHT,
                            Appearance.MOST_TEXT_PERCENT,
                            Appearance.Density.COMFORTABLE,
                            true))));
            for (OverlayStatus.State state : OverlayStatus.State.values()) {
                window.tell(chat -> chat.tell(new OverlayStatus(state, Optional.empty(), "So it is.", 3)));
                assertEquals(words(window), shownWords(window), state.name());
            }
        }
    }

    private static Label label(FakeChatWindow window) {
        return (Label) window.find(window.window, "#status").orElseThrow();
    }

    private static String words(FakeChatWindow window) {
        return onFx(() -> label(window).getText());
    }

    /** What is drawn of them. */
    private static String shownWords(FakeChatWindow window) {
        return onFx(() -> {
            Parent pane = (Parent) window.find(window.window, ".contacts-pane").orElseThrow();
            ((Region) pane).resize(NARROW, 600);
            pane.applyCss();
            pane.layout();
            return ((Text) label(window).lookup(".text")).getText();
        });
    }
}
