package dev.chatp2p.desktop.app;

import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.text.TextFlow;

/** A window laid out in many widths at once: what JavaFX throws in a pulse nobody would hear. */
final class ManyWidths {

    private static final int WIDEST = 1_100;
    private static final int STEP = 9;

    private ManyWidths() {}

    /** Waits until that is shown, lays the window out, and tells whether it looked like that in some width. */
    static boolean layOut(WindowRobot robot, ChatWindow window, int narrowest, String shown, Predicate<Node> looks) {
        robot.waitFor(window, () -> robot.find(window, shown).isPresent());
        return WindowRobot.onFx(() -> {
            Parent root = robot.scene(window).getRoot();
            boolean some = false;
            for (int width = narrowest; width < WIDEST; width += STEP) {
                root.resize(width, 640);
                root.applyCss();
                root.layout();
                some |= robot.find(window, shown).filter(looks).isPresent();
            }
            return some;
        });
    }

    /** Whether it is a label with its words in pieces and in more than one line. */
    static boolean isInLines(Node node) {
        return node instanceof Labeled label
                && label.getGraphic() instanceof TextFlow
                && label.getHeight() > 1.9 * label.getFont().getSize();
    }
}
