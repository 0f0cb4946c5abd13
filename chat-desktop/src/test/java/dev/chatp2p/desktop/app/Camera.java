package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.desktop.common.Theme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/**
 * Takes pictures of windows.
 *
 * @param folder where to write them
 * @param theme the end of their names
 */
record Camera(Path folder, String theme) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Camera of(Path folder) {
        return new Camera(folder, System.getProperty(Theme.PROPERTY, "light"));
    }

    /** Waits until the window shows what it should, and takes a picture of it. */
    void capture(Stage stage, String name) throws Exception {
        onFx(() -> {
            stage.toFront();
            stage.requestFocus();
            return true;
        });
        // Being looked at makes what is shown read.
        await().atMost(PATIENCE).until(() -> onFx(stage::isFocused));
        captureNow(stage.getScene(), name);
    }

    /** Takes a picture after some pulses, because what follows from a layout is laid out again. */
    void captureNow(Scene scene, String name) throws Exception {
        FutureTask<Boolean> drawn = new FutureTask<>(() -> true);
        onFx(() -> {
            new AnimationTimer() {
                private int pulses;

                @Override
                public void handle(long now) {
                    pulses++;
                    if (pulses == 20) {
                        stop();
                        drawn.run();
                    }
                }
            }.start();
            return true;
        });
        drawn.get();
        write(onFx(() -> scene.snapshot(null)), folder.resolve(name + "-" + theme + ".png"));
    }

    private static void write(WritableImage image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        ImageIO.write(picture, "png", file.toFile());
    }

    static <T> T onFx(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Platform.runLater(future);
        return future.get();
    }
}
