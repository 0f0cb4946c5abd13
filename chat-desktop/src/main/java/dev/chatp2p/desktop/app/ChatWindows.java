package dev.chatp2p.desktop.app;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** All windows of the process, from the first opening to the last closing. */
final class ChatWindows {

    /** Between windows side by side, and between them and the edge of the screen; pixels. */
    private static final double GAP = 16;

    /** How far each window is moved when they do not fit side by side, so that none hides another; pixels. */
    private static final double STEP = 48;

    private final List<WindowSpec> specs;
    private final WindowSurroundings surroundings;
    private final CountDownLatch visible;
    private final CountDownLatch running;

    /** FX thread. */
    private List<ChatWindow> opened = List.of();

    ChatWindows(List<WindowSpec> specs, WindowSurroundings surroundings) {
        this.specs = List.copyOf(specs);
        this.surroundings = surroundings;
        this.visible = new CountDownLatch(specs.size());
        this.running = new CountDownLatch(specs.size());
    }

    /** Opens them all. FX thread. */
    List<ChatWindow> open() {
        opened = specs.stream().map(this::open).toList();
        return opened;
    }

    private ChatWindow open(WindowSpec spec) {
        Stage stage = new Stage();
        if (specs.size() > 1) {
            place(stage, specs.indexOf(spec));
        }
        ChatWindow window = new ChatWindow(stage, spec, surroundings, visible::countDown, running::countDown);
        window.show();
        return window;
    }

    /** What a later start of the program hands over to the first window that is still open. FX thread. */
    void take(HandOver what) {
        opened.stream().filter(window -> window.stage().isShowing()).findFirst().ifPresent(window -> window.take(what));
    }

    /** Tells in the first window that the program failed the last time. FX thread. */
    void tellOf(CrashReports.Report report, Runnable onSeen) {
        opened.getFirst().tellOf(report, onSeen);
    }

    private void place(Stage stage, int index) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        boolean fit = specs.size() * (ChatWindow.WIDTH + GAP) + GAP <= screen.getWidth();
        stage.setX(screen.getMinX() + GAP + index * (fit ? ChatWindow.WIDTH + GAP : STEP));
        stage.setY(screen.getMinY() + GAP + (fit ? 0 : index * STEP));
    }

    /** Waits until the last window is closed; their clients may still be closing. */
    void awaitHidden() throws InterruptedException {
        visible.await();
    }

    /** Waits until the last window's client is closed; whether that happened in time. */
    boolean awaitClosed(long timeout, TimeUnit unit) throws InterruptedException {
        return running.await(timeout, unit);
    }
}
