package dev.chatp2p.core.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TimersTest {

    @Test
    void theSystemTimersRunATaskOnItsExecutorAfterTheDelay() throws Exception {
        Timers timers = new SystemTimers();
        long start = System.nanoTime();
        CompletableFuture<String> ran = new CompletableFuture<>();
        try (Lane lane = new Lane("timer-lane")) {
            timers.after(
                    Duration.ofMillis(30),
                    lane,
                    () -> ran.complete(Thread.currentThread().getName()));
            assertEquals("timer-lane", ran.get());
        }
        assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(30));
    }

    @Test
    void aSystemTimerThatIsClosedDoesNotRunEvenIfItIsAlreadyDue() throws Exception {
        Timers timers = new SystemTimers();
        List<Runnable> handedOver = new ArrayList<>();
        CompletableFuture<Boolean> due = new CompletableFuture<>();
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        Subscription timer = timers.after(
                Duration.ofMillis(-1),
                task -> {
                    handedOver.add(task);
                    due.complete(true);
                },
                () -> ran.complete(true));
        due.get();
        timer.close();
        handedOver.forEach(Runnable::run);
        assertFalse(ran.isDone());
    }

    @Test
    void theSystemTimersTellTheTime() {
        Instant before = Instant.now();
        assertFalse(new SystemTimers().instant().isBefore(before));
    }

    @Test
    void virtualTimersRunWhatFallsDueInTheOrderOfTheTimes() {
        VirtualTimers timers = new VirtualTimers();
        Instant start = timers.instant();
        List<String> ran = new ArrayList<>();
        timers.after(Duration.ofSeconds(2), Runnable::run, () -> ran.add("two"));
        timers.after(Duration.ofSeconds(1), Runnable::run, () -> {
            ran.add("one at " + Duration.between(start, timers.instant()).toSeconds());
            timers.after(Duration.ofMillis(500), Runnable::run, () -> ran.add("one and a half"));
        });
        timers.after(Duration.ofSeconds(1), Runnable::run, () -> ran.add("cancelled"))
                .close();
        timers.after(Duration.ofSeconds(9), Runnable::run, () -> ran.add("later"));
        timers.advance(Duration.ofSeconds(3));
        assertEquals(List.of("one at 1", "one and a half", "two"), ran);
        assertEquals(start.plusSeconds(3), timers.instant());
        assertEquals(1, timers.waiting());
    }
}
