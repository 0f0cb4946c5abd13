package dev.chatp2p.setup.cli;

/** Something to do when the process is asked to end (Ctrl-C, SIGTERM), unless it is closed before. */
final class AtExit implements AutoCloseable {
    private final Thread hook;

    /** @param threadName the thread that does it; the process waits for it */
    AtExit(String threadName, Runnable work) {
        hook = Thread.ofPlatform().name(threadName).unstarted(work);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already.
            hook.start();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: it is being done.
        }
    }
}
