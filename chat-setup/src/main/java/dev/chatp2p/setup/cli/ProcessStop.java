package dev.chatp2p.setup.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of this process, held up by a shutdown hook. */
public final class ProcessStop implements StopSignal {
    private final Duration patience;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private Optional<AtExit> holding = Optional.empty();

    /** @param patience how long the end is held up at most */
    public ProcessStop(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void hold() {
        if (holding.isEmpty()) {
            holding = Optional.of(new AtExit("setup-stop", this::awaitDone));
        }
    }

    private void awaitDone() {
        asked.countDown();
        try {
            // Whether it was done in time or not: the process ends now.
            boolean _ = done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void letGo() {
        holding.ifPresent(AtExit::close);
        holding = Optional.empty();
    }

    @Override
    public boolean requested() {
        return asked.getCount() == 0;
    }

    @Override
    public void close() {
        done.countDown();
        letGo();
    }
}
