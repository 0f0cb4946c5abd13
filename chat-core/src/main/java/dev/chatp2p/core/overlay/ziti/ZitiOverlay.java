package dev.chatp2p.core.overlay.ziti;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.OverlayEvents;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.controller.ClientInfo;
import dev.chatp2p.ziti.controller.LoginFlow;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.util.Optional;

/** OpenZiti networks; wants an {@link Credentials.IdentityFile}. Stateless. */
public final class ZitiOverlay implements Overlay {

    /** Forces a way to log in, for trouble-shooting: {@code auto}, {@code oidc} or {@code legacy}. */
    private static final String LOGIN_PROPERTY = "chat.login";

    private final ClientInfo info;
    private final LoginFlow flow;

    /**
     * Logs in as the system property {@value #LOGIN_PROPERTY} says.
     *
     * @param version this program's version, told to the controller
     * @throws IllegalArgumentException if the property holds something else
     */
    public ZitiOverlay(String version) {
        this(version, flow(System.getProperty(LOGIN_PROPERTY, "auto")));
    }

    /** The same, with a way to log in. */
    public ZitiOverlay(String version, LoginFlow flow) {
        this.info = new ClientInfo("chat-p2p", version);
        this.flow = flow;
    }

    private static LoginFlow flow(String name) {
        return LoginFlow.named(name)
                .orElseThrow(() -> new IllegalArgumentException("-D" + LOGIN_PROPERTY
                        + " is neither auto nor oidc nor legacy. Correct it, or start the program without it."));
    }

    @Override
    public OverlaySession open(Credentials credentials, OverlayEvents events) throws LinkException {
        return switch (credentials) {
            case Credentials.IdentityFile file -> {
                try {
                    ZitiSession session = new ZitiSession(identity(file), info, flow, events);
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
