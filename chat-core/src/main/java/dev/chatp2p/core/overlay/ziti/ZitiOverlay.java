package dev.chatp2p.core.overlay.ziti;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.OverlayEvents;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.controller.ClientInfo;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.util.Optional;

/** OpenZiti networks; wants an {@link Credentials.IdentityFile}. Stateless. */
public final class ZitiOverlay implements Overlay {

    private final ClientInfo info;

    /**
     * @param version this program's version, told to the controller
     */
    public ZitiOverlay(String version) {
        this.info = new ClientInfo("chat-p2p", version);
    }

    @Override
    public OverlaySession open(Credentials credentials, OverlayEvents events) throws LinkException {
        return switch (credentials) {
            case Credentials.IdentityFile file -> {
                try {
                    ZitiSession session = new ZitiSession(identity(file), info, events);
                    session.start();
                    yield session;
                } catch (ZitiException e) {
                    throw Reasons.linkException(e);
                }
            }
            case Credentials.Name _ ->
                throw new LinkException(
                        Reason.BAD_IDENTITY, "An OpenZiti network needs an identity file; a name is not enough.");
        };
    }

    private static ZitiIdentity identity(Credentials.IdentityFile file) throws ZitiException {
        Optional<String> password = file.password();
        return password.isPresent() ? ZitiIdentity.read(file.path(), password.get()) : ZitiIdentity.read(file.path());
    }
}
