package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.desktop.common.Theme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.robot.Robot;
import javafx.stage.PopupWindow;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

/**
 * Takes pictures of windows, of one size in one theme; a picture is called {@code <screen>-<width>x<height>-<theme>.png}.
 *
 * @param folder where to write them
 * @param width of the windows' content
 * @param height likewise
 * @param theme the end of the pictures' names
 */
record Camera(Path folder, int width, int height, String theme) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** @param arguments of a program: the folder to write to, width and height */
    static Camera of(String... arguments) throws IOException {
        return new Camera(
                Files.createDirectories(Path.of(arguments[0])),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                System.getProperty(Theme.PROPERTY, "light"));
    }

    /** Puts a window into the corner of the screen and gives its content the size of the pictures. */
    void fit(Stage stage) throws Exception {
        onFx(() -> {
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width + stage.getWidth() - stage.getScene().getWidth());
            stage.setHeight(height + stage.getHeight() - stage.getScene().getHeight());
            return true;
        });
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
        captureAsItIs(stage, name);
    }

    /** Takes a picture of a window and the popups above it, whatever has the focus. */
    void captureAsItIs(Stage stage, String name) throws Exception {
        settle();
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        onFx(() -> {
            // One by one: a screen without a compositor shows what popups leave free as black.
            draw(stage.getScene(), 0, 0, picture);
            for (Window popup : Window.getWindows()) {
                if (popup instanceof PopupWindow && popup.isShowing()) {
                    double x = popup.getX()
                            + popup.getScene().getX()
                            - stage.getX()
                            - stage.getScene().getX();
                    double y = popup.getY()
                            + popup.getScene().getY()
                            - stage.getY()
                            - stage.getScene().getY();
                    draw(popup.getScene(), x, y, picture);
                }
            }
            return true;
        });
        Path file = folder.resolve(name + "-" + width + "x" + height + "-" + theme + ".png");
        ImageIO.write(picture, "png", file.toFile());
    }

    /** Takes the mouse off what is pictured and lets some pulses pass, because what follows from a layout is laid out again. */
    private static void settle() throws Exception {
        FutureTask<Boolean> drawn = new FutureTask<>(() -> true);
        onFx(() -> {
            Rectangle2D screen = Screen.getPrimary().getBounds();
            new Robot().mouseMove(screen.getMaxX() - 2, screen.getMaxY() - 2);
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
    }

    private static void draw(Scene scene, double x, double y, BufferedImage picture) {
        SnapshotParameters clear = new SnapshotParameters();
        clear.setFill(Color.TRANSPARENT);
        clear.setViewport(new Rectangle2D(0, 0, scene.getWidth(), scene.getHeight()));
        WritableImage image = scene.getRoot().snapshot(clear, null);
        int across = (int) image.getWidth();
        int down = (int) image.getHeight();
        int[] pixels = new int[across * down];
        image.getPixelReader().getPixels(0, 0, across, down, PixelFormat.getIntArgbInstance(), pixels, 0, across);
        BufferedImage drawn = new BufferedImage(across, down, BufferedImage.TYPE_INT_ARGB);
        drawn.setRGB(0, 0, across, down, pixels, 0, across);
        picture.createGraphics().drawImage(drawn, (int) Math.round(x), (int) Math.round(y), null);
    }

    static <T> T onFx(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Platform.runLater(future);
        return future.get();
    }
}
