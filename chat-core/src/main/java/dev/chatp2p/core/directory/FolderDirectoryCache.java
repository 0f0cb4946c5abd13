package dev.chatp2p.core.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file for each directory in a folder of its own, named by a hash of the address; only we may read them. */
public final class FolderDirectoryCache implements DirectoryCache {

    private static final Logger LOG = LoggerFactory.getLogger(FolderDirectoryCache.class);
    private static final String ENDING = ".directory.json";

    private final Path folder;

    /** @param folder made when there is something to keep */
    public FolderDirectoryCache(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Kept> load(String address) {
        Path file = file(address);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] json = in.readNBytes(DirectoryDocument.MAX_BYTES + 1);
            return Optional.of(new Kept(json, Files.getLastModifiedTime(file).toInstant()));
        } catch (IOException e) {
            LOG.warn(
                    "The copy of a shared directory cannot be read: {}",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    @Override
    public void save(String address, byte[] json) {
        try {
            Files.createDirectories(folder);
            // Such a file is ours alone where the system knows owners.
            Path next = Files.createTempFile(folder, "next-", ENDING);
            try {
                Files.write(next, json);
                Files.move(next, file(address), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            LOG.warn(
                    "The copy of a shared directory cannot be kept: {}",
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void keepOnly(Collection<String> addresses) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<Path> kept = addresses.stream().map(this::file).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> others = files.filter(
                            file -> file.getFileName().toString().endsWith(ENDING) && !kept.contains(file))
                    .toList();
            for (Path other : others) {
                Files.deleteIfExists(other);
            }
        } catch (IOException e) {
            LOG.warn(
                    "Copies of shared directories cannot be deleted: {}",
                    e.getClass().getSimpleName());
        }
    }

    private Path file(String address) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash, 0, 16) + ENDING);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
