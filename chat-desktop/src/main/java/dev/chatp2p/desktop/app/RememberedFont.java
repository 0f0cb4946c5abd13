package dev.chatp2p.desktop.app;

import dev.chatp2p.desktop.common.Theme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
        if (!Files.isRegularFile(file())) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file())) {
            String font = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
            return Optional.of(font).filter(Theme::isPleasant);
        } catch (IOException e) {
            log.warn("the file {} cannot be used", file(), e);
            return Optional.empty();
        }
    }

    /** Keeps one for the next start. Should that not be possible, it is logged: then it is chosen anew. */
    void keep(String font) {
        if (kept().filter(font::equals).isPresent()) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(file(), font);
        } catch (IOException e) {
            log.warn("it cannot be remembered which font is best", e);
        }
    }

    private Path file() {
        return folder.resolve("font");
    }
}
