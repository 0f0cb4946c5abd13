package dev.chatp2p.desktop.app;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;

/** All windows of the process, from the first opening to the last closing. */
final class ChatWindows {

    /** Where several windows go, so that none hides another; pixels. */
    private static final double FIRST = 40;

    private static final double STEP = 48;

    private final List<WindowSpec> specs;
    private final WindowSurroundings surroundings;
    private final CountDownLatch visible;
    private final CountDownLatch running;

    ChatWindows(List<WindowSpec> specs, WindowSurroundings surroundings) {
        this.specs = List.copyOf(specs);
        this.surroundings = surroundings;
        this.visible = new CountDownLatch(specs.size());
        this.running = new CountDownLatch(specs.size());
    }

    /** Opens them all. FX thread. */
    List<ChatWindow> open() {
        return specs.stream().map(this::open).toList();
    }

    private ChatWindow open(WindowSpec spec) {
        Stage stage = new Stage();
        if (specs.size() > 1) {
            int index = specs.indexOf(spec);
            stage.setX(FIRST + index * STEP);
            stage.setY(FIRST + index * STEP);
        }
        ChatWindow window = new ChatWindow(stage, spec, surroundings, visible::countDown, running::countDown);
        window.show();
        return window;
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
