package dev.chatp2p.core.concurrent;

/** An observer's registration. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    /** Ends it: after this call no further event is started. Idempotent. */
    @Override
    void close();
}
