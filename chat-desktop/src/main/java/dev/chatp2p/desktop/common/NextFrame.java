package dev.chatp2p.desktop.common;

import javafx.scene.Scene;

/** The next time a scene is laid out. FX thread only. */
public final class NextFrame {

    private NextFrame() {}

    /** Runs the task once, when the scene has been laid out next. */
    public static void after(Scene scene, Runnable task) {
        Runnable once = new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                task.run();
            }
        };
        scene.addPostLayoutPulseListener(once);
    }
}
