package dev.chatp2p.desktop.app;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.Reason;

/** Which client of the real network is used. */
final class OverlayChoice {

    private OverlayChoice() {}

    static Overlay real() {
        // The one place to plug core.overlay.ziti.ZitiOverlay in.
        return (_, _) -> {
            throw new LinkException(
                    Reason.CONTROLLER_UNREACHABLE,
                    "This build has no OpenZiti client yet. Try ./chat demo, which needs none.");
        };
    }
}
