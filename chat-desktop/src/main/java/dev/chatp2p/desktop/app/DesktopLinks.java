package dev.chatp2p.desktop.app;

import dev.chatp2p.desktop.conversation.LinkOpener;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.HostServices;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens links with whatever program the desktop has for them.
 *
 * @param desktop told what to open
 */
record DesktopLinks(Consumer<String> desktop) implements LinkOpener {

    private static final Logger log = LoggerFactory.getLogger(DesktopLinks.class);

    /** Others could start a program, or show a file of this computer. */
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

    /** With the programs of this computer. */
    static DesktopLinks ofThisComputer() {
        return new DesktopLinks(target -> services().showDocument(target));
    }

    @Override
    public boolean open(URI target) {
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            return false;
        }
        try {
            desktop.accept(target.toString());
            return true;
        } catch (RuntimeException e) {
            log.warn(
                    "The desktop could not open a link of the scheme {}: {}",
                    scheme,
                    e.getClass().getName());
            return false;
        }
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
