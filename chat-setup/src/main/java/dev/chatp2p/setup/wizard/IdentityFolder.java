package dev.chatp2p.setup.wizard;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.identity.IdentityCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where identities are kept: the first as {@code identity.json}, later ones in {@code identities}, each under its name.
 * Looks at the disk; any thread.
 *
 * @param folder need not exist
 */
public record IdentityFolder(Path folder) {

    private static final Logger log = LoggerFactory.getLogger(IdentityFolder.class);

    private static final int MAX_NAME = 60;
    private static final int MAX_FILES = 1000;

    /**
     * A file that does not exist yet, for one more identity.
     *
     * @param name what to call it if it is not the first, with or without an ending; foreign text
     */
    Path newFile(String name) {
        String plain = plain(name);
        return Stream.concat(
                        Stream.of(folder.resolve("identity.json")),
                        IntStream.rangeClosed(1, MAX_FILES)
                                .mapToObj(number -> folder.resolve("identities")
                                        .resolve(number == 1 ? plain + ".json" : plain + "-" + number + ".json")))
                .filter(Files::notExists)
                .findFirst()
                .orElse(folder.resolve("identities").resolve(plain + ".json"));
    }

    /**
     * Keeps a copy of an identity that needs no other file. One that is kept here already, as this file or as an earlier copy
     * of it, stays as it is.
     *
     * @return where it is kept
     */
    Path keep(Path identityFile) throws ZitiException {
        if (identityFile
                .toAbsolutePath()
                .normalize()
                .startsWith(folder.toAbsolutePath().normalize())) {
            return identityFile;
        }
        Optional<Path> earlier = IdentityCopy.find(identityFile, files().stream());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Path copy = newFile(String.valueOf(identityFile.getFileName()));
        IdentityCopy.write(identityFile, copy);
        return copy;
    }

    private List<Path> files() {
        Path first = folder.resolve("identity.json");
        Path others = folder.resolve("identities");
        if (!Files.isDirectory(others)) {
            return Stream.of(first).filter(Files::isRegularFile).toList();
        }
        try (Stream<Path> found = Files.list(others)) {
            return Stream.concat(Stream.of(first), found.limit(MAX_FILES))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // Only a copy too many comes of it.
            log.warn("the identities in {} cannot be listed", others, e);
            return List.of();
        }
    }

    /** Letters, digits and the few signs that every file system takes, without the ending. */
    private static String plain(String name) {
        String stem = name.replaceFirst("\\.[A-Za-z]{1,5}$", "");
        String safe = stem.replaceAll("[^\\p{L}\\p{N}_-]+", "-").replaceAll("^-+|-+$", "");
        String shortened = safe.substring(
                0, safe.offsetByCodePoints(0, Math.min(MAX_NAME, safe.codePointCount(0, safe.length()))));
        return shortened.isEmpty() ? "identity" : shortened;
    }
}
