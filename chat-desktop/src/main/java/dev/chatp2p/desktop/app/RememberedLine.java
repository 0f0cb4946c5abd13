package dev.chatp2p.desktop.app;

import dev.chatp2p.ziti.identity.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of one short line, in which something is remembered from one start to the next. Blocks on files; any thread.
 *
 * @param file need not exist, nor its folder
 * @param maxBytes more of it is not read
 */
record RememberedLine(Path file, int maxBytes) {

    private static final Logger log = LoggerFactory.getLogger(RememberedLine.class);

    /**
     * What is remembered, without blanks around it; that may be an empty line. Empty if there is no file, or (logged) it cannot
     * be read.
     */
    Optional<String> read() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(maxBytes), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            log.warn("the file {} cannot be read", file, e);
            return Optional.empty();
        }
    }

    /** Remembers this instead, whole or not at all; touches nothing if it is what is remembered, as at nearly every start. */
    void write(String line) throws IOException {
        if (read().equals(Optional.of(line))) {
            return;
        }
        String text = line + "\n";
        try (PrivateFile draft = PrivateFile.begin(file, text.length())) {
            draft.replace(text);
        }
    }
}
