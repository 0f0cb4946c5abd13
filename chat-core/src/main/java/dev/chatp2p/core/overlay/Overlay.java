package dev.chatp2p.core.overlay;

/** A kind of network this program can use, for example OpenZiti or the in-process memory network. Thread-safe. */
public interface Overlay {

    /**
     * Checks the credentials and starts logging in.
     *
     * <p>Returns as soon as the credentials are readable; the log-in goes on in the background, is repeated with
     * back-off while the network cannot be reached, and is reported through {@code events}. May read files: do not call
     * it on the FX thread.
     *
     * @throws LinkException if the credentials cannot be used at all, with {@link Reason#BAD_IDENTITY},
     *     {@link Reason#HARDWARE_KEY} or {@link Reason#CERTIFICATE_EXPIRED}
     */
    OverlaySession open(Credentials credentials, OverlayEvents events) throws LinkException;
}
