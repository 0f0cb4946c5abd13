package dev.chatp2p.desktop.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Stage;

/**
 * What it takes to picture the wizard: windows of the wanted size, and a camera.
 *
 * @param work a folder for what the windows need
 * @param width of the windows' content
 * @param height likewise
 */
record WizardPictures(Camera camera, Path work, double width, double height) {

    /** @param arguments of the program: the folder to write to, then width and height of the window */
    static WizardPictures of(String... arguments) throws IOException {
        return new WizardPictures(
                Camera.of(Files.createDirectories(Path.of(arguments[0]))),
                Files.createTempDirectory("wizard-screenshots"),
                Double.parseDouble(arguments[1]),
                Double.parseDouble(arguments[2]));
    }

    /** A new window in a configuration folder of its own, begun with that file. */
    WizardWindow open(Optional<Path> file) throws Exception {
        WizardWindow window = new WizardWindow(Files.createTempDirectory(work, "config"), file);
        Stage stage = window.window.stage();
        WindowRobot.onFx(() -> {
            stage.setWidth(width + stage.getWidth() - stage.getScene().getWidth());
            stage.setHeight(height + stage.getHeight() - stage.getScene().getHeight());
            return true;
        });
        return window;
    }

    void capture(WizardWindow window, String name) throws Exception {
        camera.capture(window.window.stage(), name);
    }
}
