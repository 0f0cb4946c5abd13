package dev.chatp2p.ziti.router;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OutboundQueueTest {

    private final OutboundQueue queue = new OutboundQueue();

    @Test
    void framesAreNumberedAndTakenInOrderUpToTheBatchSize() throws Exception {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            assertEquals(OutboundQueue.Offer.QUEUED, queue.offer(new byte[100], numbers::add));
        }
        assertEquals(List.of(1, 2, 3), numbers);
        Deque<byte[]> batch = new ArrayDeque<>();
        assertTrue(queue.take(batch, 250));
        assertEquals(2, batch.size());
        assertEquals(1, batch.getFirst()[8]);
    }

    @Test
    void dataWaitsForRoomButControlDoesNot() throws Exception {
        assertTrue(queue.put(new byte[OutboundQueue.DATA_LIMIT + 1]));
        Thread writer = Thread.ofVirtual().name("writer").start(() -> put(20));
        await().until(() -> writer.getState() == Thread.State.WAITING);
        assertEquals(OutboundQueue.Offer.QUEUED, queue.offer(new byte[20], n -> {}));

        queue.take(new ArrayDeque<>(), Integer.MAX_VALUE);
        assertTrue(writer.join(Duration.ofSeconds(10)));
    }

    @Test
    void controlFramesOverflowWhenNobodyReadsAnyMore() {
        assertEquals(OutboundQueue.Offer.QUEUED, queue.offer(new byte[OutboundQueue.CONTROL_LIMIT + 1], n -> {}));
        assertEquals(OutboundQueue.Offer.FULL, queue.offer(new byte[20], n -> {}));
    }

    @Test
    void closingWakesWhoeverWaits() throws Exception {
        assertTrue(queue.put(new byte[OutboundQueue.DATA_LIMIT + 1]));
        Thread writer = Thread.ofVirtual().name("writer").start(() -> put(20));
        await().until(() -> writer.getState() == Thread.State.WAITING);
        queue.close();
        assertTrue(writer.join(Duration.ofSeconds(10)));
        assertFalse(queue.take(new ArrayDeque<>(), 100));
        assertEquals(OutboundQueue.Offer.CLOSED, queue.offer(new byte[20], n -> {}));
    }

    private void put(int length) {
        try {
            queue.put(new byte[length]);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
