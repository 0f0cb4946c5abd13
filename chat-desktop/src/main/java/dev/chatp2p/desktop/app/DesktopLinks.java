package dev.chatp2p.desktop.app;

import dev.chatp2p.desktop.conversation.LinkOpener;
import java.net.URI;
import javafx.application.Application;
import javafx.application.HostServices;
import javafx.stage.Stage;

/** Opens links with whatever program the desktop has for them. */
final class DesktopLinks implements LinkOpener {

    @Override
    public void open(URI target) {
        services().showDocument(target.toString());
    }

    /** There is no application object here (see {@link DesktopLauncher}); this one is never started. */
    private static HostServices services() {
        return new Application() {
            @Override
            public void start(Stage stage) {
                throw new IllegalStateException("never started");
            }
        }.getHostServices();
    }
}
