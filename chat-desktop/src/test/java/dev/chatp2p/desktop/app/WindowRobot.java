package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.awaitility.core.ConditionTimeoutException;
import org.testfx.api.FxRobot;
import org.testfx.robot.Motion;
import org.testfx.util.WaitForAsyncUtils;

/** Looks at windows and works them as a person would. */
class WindowRobot {

    /** Far more than anything takes, even where many builds share two processors. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final FxRobot robot = new FxRobot();

    /** The first node of that kind that can be seen. */
    Optional<Node> find(ChatWindow window, String selector) {
        return window.stage().getScene().getRoot().lookupAll(selector).stream()
                .filter(WindowRobot::isShown)
                .findFirst();
    }

    void click(ChatWindow window, String selector) {
        waitFor(
                window,
                () -> find(window, selector)
                        .filter(node -> !node.isDisabled() && isLaidOut(node))
                        .isPresent());
        robot.clickOn(onFx(() -> find(window, selector).orElseThrow()), Motion.DIRECT);
    }

    /** Clicks what a menu that has just opened offers. */
    void chooseInMenu(String words) {
        robot.clickOn(
                robot.lookup(".menu-item .label")
                        .match((Labeled label) -> words.equals(label.getText()))
                        .<Node>query(),
                Motion.DIRECT);
    }

    private static boolean isLaidOut(Node node) {
        Bounds place = node.localToScene(node.getLayoutBounds());
        Scene scene = node.getScene();
        return place.getWidth() > 0 && place.intersects(0, 0, scene.getWidth(), scene.getHeight());
    }

    /** Presses a key wherever the window has its keyboard focus. (The headless robot knows one window with focus only.) */
    void press(ChatWindow window, KeyCode key, KeyCode... held) {
        List<KeyCode> modifiers = List.of(held);
        onFx(() -> {
            for (EventType<KeyEvent> type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                Event.fireEvent(
                        focused(window),
                        new KeyEvent(
                                type,
                                "",
                                "",
                                key,
                                modifiers.contains(KeyCode.SHIFT),
                                modifiers.contains(KeyCode.CONTROL),
                                false,
                                false));
            }
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents(2);
    }

    private Node focused(ChatWindow window) {
        return Optional.ofNullable(scene(window).getFocusOwner())
                .orElseGet(() -> scene(window).getRoot());
    }

    /** Types text wherever the window has its keyboard focus. */
    void write(ChatWindow window, String text) {
        onFx(() -> {
            text.chars().forEach(letter -> Event.fireEvent(focused(window), typed((char) letter)));
            return true;
        });
    }

    private static KeyEvent typed(char letter) {
        return new KeyEvent(
                KeyEvent.KEY_TYPED, String.valueOf(letter), "", KeyCode.UNDEFINED, false, false, false, false);
    }

    /** Waits until some label that can be seen has that text somewhere. */
    void waitForText(ChatWindow window, String selector, String text) {
        waitFor(window, () -> texts(window, selector).stream().anyMatch(shown -> shown.contains(text)));
    }

    List<String> texts(ChatWindow window, String selector) {
        return window.stage().getScene().getRoot().lookupAll(selector).stream()
                .filter(WindowRobot::isShown)
                .filter(Labeled.class::isInstance)
                .map(node -> ((Labeled) node).getText())
                .toList();
    }

    void waitUntilGone(ChatWindow window, String selector) {
        waitFor(window, () -> find(window, selector).isEmpty());
    }

    Scene scene(ChatWindow window) {
        return window.stage().getScene();
    }

    void waitFor(ChatWindow window, Callable<Boolean> condition) {
        try {
            await(window.stage().getTitle())
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(PATIENCE)
                    .until(() -> onFx(condition));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("in vain; the window shows " + onFx(() -> everythingShown(window)), e);
        }
        WaitForAsyncUtils.waitForFxEvents(2);
    }

    private static List<String> everythingShown(ChatWindow window) {
        return window.stage().getScene().getRoot().lookupAll("*").stream()
                .filter(node -> isShown(node) && (node instanceof Labeled || node instanceof ListCell))
                .map(node -> node instanceof ListCell<?> cell ? cell.getAccessibleText() : ((Labeled) node).getText())
                .filter(text -> text != null && !text.isBlank())
                .distinct()
                .toList();
    }

    static <T> T onFx(Callable<T> task) {
        return WaitForAsyncUtils.waitForAsyncFx(PATIENCE.toMillis(), task);
    }

    static boolean isShown(Node node) {
        for (Node up = node; up != null; up = up.getParent()) {
            if (!up.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
