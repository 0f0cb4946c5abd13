package dev.chatp2p.core.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LaneTest {

    private final Lane lane = new Lane("test-lane");

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void tasksRunInOrderOneAtATime() throws Exception {
        List<Integer> ran = new ArrayList<>(); // not thread-safe on purpose
        for (int i = 0; i < 10_000; i++) {
            int n = i;
            lane.execute(() -> ran.add(n));
        }
        lane.runAndWait(() -> {});
        assertEquals(IntStream.range(0, 10_000).boxed().toList(), ran);
    }

    @Test
    void tasksRunOnOneNamedVirtualThread() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>(Thread.currentThread());
        lane.runAndWait(() -> thread.set(Thread.currentThread()));
        assertTrue(thread.get().isVirtual());
        assertEquals("test-lane", thread.get().getName());
        assertFalse(lane.isCurrent());
    }

    @Test
    void aTaskThatFailsDoesNotStopTheLane() throws Exception {
        lane.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        CountDownLatch ran = new CountDownLatch(1);
        lane.runAndWait(ran::countDown);
        assertEquals(0, ran.getCount());
    }

    @Test
    void waitingForItselfIsRefused() throws Exception {
        AtomicReference<RuntimeException> refused = new AtomicReference<>(new RuntimeException("not run"));
        lane.runAndWait(() -> refused.set(assertThrows(IllegalStateException.class, () -> lane.runAndWait(() -> {}))));
        assertEquals("a lane cannot wait for itself", refused.get().getMessage());
    }

    @Test
    void closingRunsWhatIsQueuedAndDropsWhatComesLater() throws Exception {
        List<String> ran = new ArrayList<>();
        CountDownLatch go = new CountDownLatch(1);
        lane.execute(() -> await(go));
        lane.execute(() -> ran.add("queued"));
        Thread closer = Thread.ofVirtual().name("closer").start(lane::close);
        go.countDown();
        closer.join();
        lane.execute(() -> ran.add("late"));
        assertFalse(lane.offer(() -> ran.add("later")));
        assertFalse(lane.runAndWait(() -> ran.add("latest")));
        assertEquals(List.of("queued"), ran);
        lane.close();
    }

    @Test
    void aLaneCanBeClosedByItsOwnTask() throws Exception {
        lane.runAndWait(lane::close);
        assertFalse(lane.offer(() -> {}));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
