package dev.chatp2p.core.overlay.sdk;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.OverlayEvents;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.Reason;

/**
 * OpenZiti networks through the official JVM SDK; wants an {@link Credentials.IdentityFile} with a key. It keeps the
 * contract of the port but for the limits that {@code docs/sdk.md} lists. This class can be used without the SDK's jars;
 * {@link #isPresent} tells whether they are there. Stateless.
 */
public final class SdkOverlay implements Overlay {

    /** Whether the SDK's classes are on the class path. */
    public static boolean isPresent() {
        try {
            Class.forName("org.openziti.Ziti", false, SdkOverlay.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public OverlaySession open(Credentials credentials, OverlayEvents events) throws LinkException {
        if (!isPresent()) {
            throw new LinkException(
                    Reason.NOT_ALLOWED,
                    "The official OpenZiti SDK is no part of this program. docs/sdk.md tells how to add it.");
        }
        return switch (credentials) {
            case Credentials.IdentityFile file
            when file.password().isPresent() ->
                throw new LinkException(
                        Reason.BAD_IDENTITY,
                        "The official SDK cannot log in with a password. Use our own client, or an identity with a key.");
            case Credentials.IdentityFile file -> SdkSession.open(file.path(), events);
            case Credentials.Name _ ->
                throw new LinkException(
                        Reason.BAD_IDENTITY, "An OpenZiti network needs an identity file; a name is not enough.");
        };
    }
}
