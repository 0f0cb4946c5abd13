package dev.chatp2p.setup.cli;

import java.nio.file.Path;
import java.util.List;

/** Opens chat windows; the desktop application has them. */
@FunctionalInterface
public interface LabWindows {

    /**
     * Opens a window for each of the identity files and returns once all of them are closed.
     *
     * @param identities identity files
     * @param service the service that they host and dial
     */
    void show(List<Path> identities, String service) throws InterruptedException;
}
