package dev.chatp2p.desktop.app;

import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.desktop.common.FxBridge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays one call between the windows of the demo by pressing their buttons: alice calls bob, he answers, both say something,
 * she hangs up. The packaging makes the start-up cache of the classes this needs, and its checks see by it that what was
 * installed works. {@link #begin} from any thread, everything else on the FX thread.
 */
final class Rehearsal {

    private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GREETING = "Can you hear me?";
    private static final String ANSWER = "Loud and clear.";

    private final Timers timers;
    private final FxBridge fx;
    private final boolean leaveOpen;
    private final Queue<Step> steps = new ArrayDeque<>(List.of(
            new Step("alice's list has bob", () -> choose("alice", "bob")),
            new Step("alice calls", () -> press("alice", ".conversation-header #call")),
            new Step("bob answers", () -> press("bob", ".call-bar #answer")),
            new Step("alice is in the call", () -> shown("alice", ".conversation-header #hangUp")),
            new Step("alice writes", () -> write("alice", GREETING)),
            new Step("alice sends", () -> press("alice", ".composer #send")),
            new Step("bob reads it", () -> reads("bob", GREETING)),
            new Step("bob writes", () -> write("bob", ANSWER)),
            new Step("bob sends", () -> press("bob", ".composer #send")),
            new Step("alice reads it", () -> reads("alice", ANSWER)),
            new Step("alice hangs up", () -> press("alice", ".conversation-header #hangUp")),
            new Step("bob may call again", () -> shown("bob", ".conversation-header #call"))));

    private final AtomicBoolean complete = new AtomicBoolean();

    /** @param leaveOpen whether the windows stay when all is done, to be looked at */
    Rehearsal(Timers timers, FxBridge fx, boolean leaveOpen) {
        this.timers = timers;
        this.fx = fx;
        this.leaveOpen = leaveOpen;
    }

    /** Begins to play; the windows must be open. At the end, or when it does not go on, they are closed. */
    void begin() {
        Instant end = timers.instant().plus(PATIENCE);
        fx.execute(() -> play(end));
    }

    /** Whether all of it was played. Any thread. */
    boolean isComplete() {
        return complete.get();
    }

    private void play(Instant end) {
        Step next = steps.peek();
        if (next == null) {
            complete.set(true);
            log.info("the rehearsal is complete");
            if (!leaveOpen) {
                closeAll();
            }
        } else if (next.attempt().getAsBoolean()) {
            log.info("rehearsal: {}", next.name());
            steps.remove();
            later(end);
        } else if (timers.instant().isAfter(end)) {
            log.error("the rehearsal stopped before: {}", next.name());
            closeAll();
        } else {
            later(end);
        }
    }

    private void later(Instant end) {
        var _ = timers.after(PAUSE, fx, () -> play(end));
    }

    private static void closeAll() {
        List.copyOf(Window.getWindows()).forEach(Window::hide);
    }

    private static boolean choose(String owner, String contact) {
        return act(
                find(owner, ".contact-cell", cell -> says(cell, text -> text.startsWith(contact + ","))),
                ListCell.class,
                cell -> cell.getListView().getSelectionModel().select(cell.getIndex()));
    }

    private static boolean press(String owner, String selector) {
        return act(find(owner, selector, node -> !node.isDisabled()), Button.class, Button::fire);
    }

    private static boolean write(String owner, String text) {
        return act(
                find(owner, ".composer .text-area", node -> !node.isDisabled()),
                TextInputControl.class,
                field -> field.setText(text));
    }

    private static boolean reads(String owner, String text) {
        return find(owner, ".entry-cell", cell -> says(cell, words -> words.contains(text)))
                .isPresent();
    }

    private static boolean shown(String owner, String selector) {
        return find(owner, selector, node -> true).isPresent();
    }

    private static <T extends Node> boolean act(Optional<Node> found, Class<T> type, Consumer<T> action) {
        found.filter(type::isInstance).map(type::cast).ifPresent(action);
        return found.isPresent();
    }

    /** What that person's window shows of a kind. */
    private static Optional<Node> find(String owner, String selector, Predicate<Node> which) {
        return Window.getWindows().stream()
                .filter(window -> window instanceof Stage stage
                        && String.valueOf(stage.getTitle()).contains(owner + " – "))
                .flatMap(window -> window.getScene().getRoot().lookupAll(selector).stream())
                .filter(Rehearsal::isSeen)
                .filter(which)
                .findFirst();
    }

    private static boolean isSeen(Node node) {
        for (Node part = node; part != null; part = part.getParent()) {
            if (!part.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static boolean says(Node node, Predicate<String> what) {
        return what.test(String.valueOf(node.getAccessibleText()));
    }

    /**
     * One thing to do, or to wait for.
     *
     * @param attempt does it if it can be done now, and tells whether it could
     */
    private record Step(String name, BooleanSupplier attempt) {}
}
