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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity file of a window.
 *
 * @param credentials the file, and its password if it has one
 * @param remembered what is used next time
 * @param leaving ends the chat and asks for another identity; FX thread
 */
record IdentityInUse(Credentials.IdentityFile credentials, RememberedIdentity remembered, Runnable leaving)
        implements OwnIdentity {

    private static final Logger log = LoggerFactory.getLogger(IdentityInUse.class);

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
    public void forget(boolean fileToo) throws IOException {
        remembered.forget();
        if (fileToo) {
            Files.deleteIfExists(credentials.path());
        }
    }

    @Override
    public void leave() {
        leaving.run();
    }
}
