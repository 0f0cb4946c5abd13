package dev.chatp2p.desktop.app;

import java.util.function.Consumer;

/** Tells what later starts hand over. */
@FunctionalInterface
interface HandOvers {

    /** Of a program that may run many times. */
    HandOvers NONE = listener -> {};

    /**
     * Tells the listener what has been handed over already, and from then on what is, on any thread. One listener in all.
     *
     * @param listener returns quickly
     */
    void listen(Consumer<HandOver> listener);
}
