package dev.chatp2p.core.directory;

import dev.chatp2p.core.directory.DirectoryProblem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;

/** A directory in a file: looked at every minute, read when its time or its size is another one. */
final class FileDirectory implements DirectorySource {

    static final Duration PAUSE = Duration.ofMinutes(1);

    private final Path file;
    private Optional<Version> last = Optional.empty();

    private record Version(FileTime modified, long size) {}

    FileDirectory(Path file) {
        this.file = file;
    }

    @Override
    public Optional<Copy> read() throws DirectoryException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) { // a pipe or a device may never end
                throw new DirectoryException(Kind.NO_FILE, "This is not a file.");
            }
            Version version = new Version(attributes.lastModifiedTime(), attributes.size());
            if (last.filter(version::equals).isPresent()) {
                return Optional.empty();
            }
            last = Optional.empty();
            byte[] json;
            try (InputStream in = Files.newInputStream(file)) {
                json = in.readNBytes(DirectoryDocument.MAX_BYTES + 1);
            }
            Copy copy = new Copy(json, DirectoryReader.read(json));
            last = Optional.of(version);
            return Optional.of(copy);
        } catch (IOException e) {
            throw new DirectoryException(Kind.NO_FILE, "The file is not there or cannot be read.");
        }
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }
}
