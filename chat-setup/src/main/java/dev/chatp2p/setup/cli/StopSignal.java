package dev.chatp2p.setup.cli;

/**
 * Ctrl-C, or whatever else asks this process to end, for a command that must not be cut off in the middle: while it
 * {@linkplain #hold holds} the end up, it finishes what it is at, sees that it is asked to stop, and says how far it came.
 * From one thread.
 */
public interface StopSignal extends AutoCloseable {

    /** Makes one for a run of a command. */
    @FunctionalInterface
    interface Watch {
        StopSignal begin();
    }

    /** From now on the end of the process waits for {@link #letGo} or {@link #close}. */
    void hold();

    /** Nothing is being done just now: the process may end at once. One that is ending already still waits for the close. */
    void letGo();

    /** Whether the process was asked to end while it was held up. */
    boolean requested();

    /** Everything has been said. */
    @Override
    void close();
}
