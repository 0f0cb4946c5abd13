package dev.chatp2p.desktop.app;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.desktop.settings.OwnIdentity;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The identity file that a window uses. */
final class IdentityInUse implements OwnIdentity {

    private static final Logger log = LoggerFactory.getLogger(IdentityInUse.class);

    private final Credentials.IdentityFile credentials;
    private final RememberedIdentity remembered;
    private final ClientOpener opener;
    private final Consumer<Runnable> leaving;

    /** What is left to do when the chat has ended; written by whichever thread forgets. */
    private volatile Runnable afterwards = () -> {};

    /**
     * @param credentials the file, and its password if it has one
     * @param remembered what is used next time
     * @param opener whose clients keep something of it
     * @param leaving ends the chat, does what it is given, and asks for another identity; FX thread
     */
    IdentityInUse(
            Credentials.IdentityFile credentials,
            RememberedIdentity remembered,
            ClientOpener opener,
            Consumer<Runnable> leaving) {
        this.credentials = credentials;
        this.remembered = remembered;
        this.opener = opener;
        this.leaving = leaving;
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(credentials.path());
    }

    @Override
    public Optional<Instant> validUntil() {
        try {
            if (ZitiIdentity.needsPassword(credentials.path())) {
                return Optional.empty();
            }
            return Optional.of(ZitiIdentity.read(credentials.path())
                    .certificate()
                    .getNotAfter()
                    .toInstant());
        } catch (ZitiException e) {
            log.debug("no certificate to look at: {}", e.sentence());
            return Optional.empty();
        }
    }

    @Override
    public void forget(boolean historyToo, boolean fileToo) throws IOException {
        if (historyToo) {
            afterwards = opener.removal(credentials); // found now: it takes the file to find it
        }
        remembered.forget();
        if (fileToo) {
            Files.deleteIfExists(credentials.path());
        }
    }

    @Override
    public void leave() {
        leaving.accept(afterwards);
    }
}
