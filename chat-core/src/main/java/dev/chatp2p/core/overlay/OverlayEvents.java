package dev.chatp2p.core.overlay;

/**
 * Told what happens to a session. Called on a thread of the adapter, one call at a time and in order; implementations
 * return quickly and never throw.
 */
@FunctionalInterface
public interface OverlayEvents {

    /** The session's status changed; {@link OverlaySession#status()} already answers the new one. */
    void statusChanged(OverlayStatus status);

    /** An incoming link was refused, its caller pretending to be somebody else; not told of every link of a flood. */
    default void callerRefused(RefusedCaller caller) {}
}
