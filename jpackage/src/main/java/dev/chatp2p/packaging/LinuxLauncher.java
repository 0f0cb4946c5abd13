package dev.chatp2p.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What starts the program on Linux, in place of jpackage's launcher: {@code linux/launcher.sh}, which reads the same
 * configuration.
 *
 * @param layout where the image is
 * @param name of the program
 */
record LinuxLauncher(Layout layout, String name) {

    /** Replaces the launcher of the image. */
    void replace() throws IOException {
        Path launcher = layout.launcher(Platform.LINUX, name);
        Files.copy(layout.folder("linux").resolve("launcher.sh"), launcher, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path programs = layout.image(Platform.LINUX, name).resolve("lib/runtime/bin");
        // Processes are called after their file. Under its own name it is what makes the start-up cache.
        Files.copy(programs.resolve("java"), programs.resolve(name));
        for (String needless : List.of("keytool", "jrunscript")) {
            Files.deleteIfExists(programs.resolve(needless));
        }
    }
}
