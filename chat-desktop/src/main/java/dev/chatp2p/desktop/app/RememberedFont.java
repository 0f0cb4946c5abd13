package dev.chatp2p.desktop.app;

import dev.chatp2p.desktop.common.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The font that was chosen the last time. To choose, JavaFX asks for all fonts there are, which takes 20 ms of a start, and longer
 * where there are many. One that has gone since looks like the system's own. Blocks on files.
 *
 * @param folder where it is kept
 */
record RememberedFont(Path folder) {

    private static final Logger log = LoggerFactory.getLogger(RememberedFont.class);
    private static final int MAX_BYTES = 64;

    /** A font as {@link Theme#pleasantFont} names it; empty if none is kept. */
    Optional<String> kept() {
        return line().read().filter(Theme::isPleasant);
    }

    /** Keeps one for the next start. Should that not be possible, it is logged: then it is chosen anew. */
    void keep(String font) {
        try {
            line().write(font);
        } catch (IOException e) {
            log.warn("it cannot be remembered which font is best", e);
        }
    }

    private RememberedLine line() {
        return new RememberedLine(folder.resolve("font"), MAX_BYTES);
    }
}
