package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.StoreNotice;
import dev.chatp2p.core.conversation.HistoryException;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.store.ProfileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens what a profile keeps of an identity. Blocks; any thread but that of JavaFX.
 *
 * @param profile whose
 */
record KeptStores(Profile profile) {

    private static final Logger log = LoggerFactory.getLogger(KeptStores.class);

    /**
     * The stores of an identity. Where nothing can be written the chat goes on without keeping anything, and says so; an
     * identity that cannot be used has none.
     *
     * @throws LinkException if what is kept must not be used: it is of a newer version, or in use
     */
    ChatStores open(Credentials credentials) throws LinkException {
        Optional<String> key = key(credentials);
        return key.isEmpty() ? ChatStores.inMemory() : open(profile.kept(key.get()));
    }

    /** What deletes all that is kept of an identity; to be run when its stores are closed. */
    Runnable removal(Credentials credentials) {
        return key(credentials)
                .<Runnable>map(key -> () -> remove(profile.kept(key)))
                .orElse(() -> {});
    }

    private static void remove(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (NoSuchFileException e) {
            log.debug("there is nothing at {}", folder);
        } catch (IOException | UncheckedIOException e) {
            log.warn("what is kept in {} could not be deleted in full", folder, e);
        }
    }

    private static Optional<String> key(Credentials credentials) {
        return credentials instanceof Credentials.IdentityFile file ? IdentityKey.of(file.path()) : Optional.empty();
    }

    private static ChatStores open(Path folder) throws LinkException {
        try {
            return ProfileStore.open(folder).stores();
        } catch (HistoryException e) {
            if (e.trouble() == HistoryException.Trouble.NOT_WRITABLE) {
                log.warn("nothing is kept of this run", e);
                return ChatStores.inMemory().with(new StoreNotice(StoreNotice.Kind.NOT_KEPT, folder, e.sentence()));
            }
            throw new LinkException(Reason.STORAGE, e.sentence(), e);
        }
    }
}
