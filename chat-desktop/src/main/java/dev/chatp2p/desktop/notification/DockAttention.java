package dev.chatp2p.desktop.notification;

import java.awt.Taskbar;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dock of macOS. Elsewhere AWT can ask only for windows of its own, which ours are not, so it is not even loaded there:
 * on Linux it would open a second connection to the display beside JavaFX's.
 *
 * @param background runs what may block: AWT is loaded with the first wish
 */
public record DockAttention(Executor background) implements Attention {

    private static final Logger log = LoggerFactory.getLogger(DockAttention.class);

    /** For this operating system. */
    public static Attention of(String osName, Executor background) {
        return osName.startsWith("Mac") ? new DockAttention(background) : Attention.none();
    }

    @Override
    public void ask() {
        background.execute(() -> {
            try {
                if (Taskbar.isTaskbarSupported()
                        && Taskbar.getTaskbar().isSupported(Taskbar.Feature.USER_ATTENTION)) {
                    Taskbar.getTaskbar().requestUserAttention(true, false);
                }
            } catch (UnsupportedOperationException | SecurityException e) {
                log.debug("the dock cannot be asked", e);
            }
        });
    }
}
