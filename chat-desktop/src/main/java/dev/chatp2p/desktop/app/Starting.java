package dev.chatp2p.desktop.app;

import dev.chatp2p.core.concurrent.Timers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a start of the program with a profile goes on. */
sealed interface Starting {

    Logger log = LoggerFactory.getLogger(Starting.class);

    /** The pause before it is tried again, while the other one is just beginning or ending. */
    Duration PAUSE = Duration.ofMillis(100);

    /** Longer than one that ends takes. */
    Duration PATIENCE = Duration.ofSeconds(6);

    /**
     * This is the one program.
     *
     * @param instance to be closed at the end; empty if the folder cannot be used: then nothing is handed over to it
     */
    record First(Optional<SingleInstance> instance) implements Starting {

        HandOvers handOvers() {
            return instance.<HandOvers>map(one -> one).orElse(HandOvers.NONE);
        }
    }

    /** Another one runs and has taken what there was to do. */
    record HandedOver() implements Starting {}

    /** Another one runs and does not answer. */
    record NoAnswer() implements Starting {}

    /** Claims a folder, or hands over. Blocks for a few seconds at most. */
    static Starting in(Path folder, HandOver what, Timers timers) throws InterruptedException {
        Instant end = timers.instant().plus(PATIENCE);
        do {
            try {
                Optional<SingleInstance> claimed = SingleInstance.claim(folder, timers);
                if (claimed.isPresent()) {
                    return new First(claimed);
                }
            } catch (IOException e) {
                log.warn("it cannot be told whether the program runs already", e);
                return new First(Optional.empty());
            }
            if (SingleInstance.handOver(folder, what, timers)) {
                return new HandedOver();
            }
            CountDownLatch over = new CountDownLatch(1);
            timers.after(PAUSE, Runnable::run, over::countDown);
            over.await();
        } while (timers.instant().isBefore(end));
        return new NoAnswer();
    }
}
