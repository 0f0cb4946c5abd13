package dev.chatp2p.desktop.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What it takes to picture the wizard: windows of the wanted size, and a camera.
 *
 * @param work a folder for what the windows need
 */
record WizardPictures(Camera camera, Path work) {

    static WizardPictures with(Camera camera) throws IOException {
        return new WizardPictures(camera, Files.createTempDirectory("wizard-pictures"));
    }

    /** A new window in a configuration folder of its own, begun with that file. */
    WizardWindow open(Optional<Path> file) throws Exception {
        WizardWindow window = new WizardWindow(Files.createTempDirectory(work, "config"), file);
        camera.fit(window.window.stage());
        return window;
    }

    void capture(WizardWindow window, String name) throws Exception {
        camera.capture(window.window.stage(), name);
    }
}
