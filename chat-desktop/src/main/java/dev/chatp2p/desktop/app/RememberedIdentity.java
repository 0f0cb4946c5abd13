package dev.chatp2p.desktop.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which identity is used when none is named: the one that was used last, otherwise {@code identity.json}. It is remembered in
 * the file {@code profile}, one line with the path of the identity file, relative to the folder if it is in it. Looks at the
 * disk; any thread.
 *
 * @param folder the configuration folder; need not exist
 */
record RememberedIdentity(Path folder) {

    private static final Logger log = LoggerFactory.getLogger(RememberedIdentity.class);

    private static final int MAX_BYTES = 4096;

    /** In place of a path: the person does not want any identity to be opened without being asked. */
    private static final String NONE = "-";

    /** The identity file to use, which exists; empty if there is none. */
    Optional<Path> find() {
        Optional<String> line = line().read().filter(text -> !text.isEmpty());
        if (line.equals(Optional.of(NONE))) {
            return Optional.empty();
        }
        return line.flatMap(this::path)
                .filter(Files::isRegularFile)
                .or(() -> Optional.of(usual()).filter(Files::exists));
    }

    /** The file that is looked for when nothing is remembered. */
    Path usual() {
        return folder.resolve("identity.json");
    }

    /** Uses this one from now on. Should that not be possible, it is logged: then the same question comes next time. */
    void remember(Path identityFile) {
        Path file = identityFile.toAbsolutePath().normalize();
        Path home = folder.toAbsolutePath().normalize();
        Path line = file.startsWith(home) ? home.relativize(file) : file;
        try {
            line().write(line.toString());
        } catch (IOException e) {
            log.warn("it cannot be remembered which identity was used last", e);
        }
    }

    /**
     * Uses none from now on, not even the usual one, until another is chosen. No file is deleted but the note which it was.
     *
     * @throws IOException if that cannot be noted
     */
    void forget() throws IOException {
        line().write(NONE);
    }

    private RememberedLine line() {
        return new RememberedLine(folder.resolve("profile"), MAX_BYTES);
    }

    private Optional<Path> path(String line) {
        try {
            return Optional.of(folder.resolve(line));
        } catch (InvalidPathException e) {
            log.warn("the file {} cannot be used", line().file(), e);
            return Optional.empty();
        }
    }
}
