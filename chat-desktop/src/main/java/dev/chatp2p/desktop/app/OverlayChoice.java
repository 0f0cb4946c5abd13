package dev.chatp2p.desktop.app;

import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.sdk.SdkOverlay;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import dev.chatp2p.core.text.DisplayText;

/** Which client of OpenZiti the program uses, as the system property {@value #PROPERTY} says. Stateless. */
final class OverlayChoice {

    static final String PROPERTY = "chat.overlay";

    private OverlayChoice() {}

    /**
     * The client with that name.
     *
     * @param version this program's version
     * @throws IllegalArgumentException with a sentence for a person, if there is no such client or it is not installed
     */
    static Overlay named(String name, String version) {
        return switch (name) {
            case "ziti" -> new ZitiOverlay(version);
            case "sdk" -> {
                if (!SdkOverlay.isPresent()) {
                    throw new IllegalArgumentException(
                            "The official OpenZiti SDK is no part of this program. From its sources, CHAT_OVERLAY=sdk ./chat"
                                    + " adds it; docs/sdk.md tells more.");
                }
                yield new SdkOverlay();
            }
            default ->
                throw new IllegalArgumentException(
                        PROPERTY + " is ziti (our own client) or sdk (the official one), not "
                                + DisplayText.line(name, 40) + ". A network for trying out is: chat demo");
        };
    }
}
