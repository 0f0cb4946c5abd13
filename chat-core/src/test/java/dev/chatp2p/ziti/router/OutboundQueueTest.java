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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OutboundQueueTest {

    private static final AtomicBoolean WANTED = new AtomicBoolean();

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
        assertEquals(OutboundQueue.Offer.QUEUED, queue.put(new byte[OutboundQueue.DATA_LIMIT + 1], WANTED));
        Thread writer = Thread.ofVirtual().name("writer").start(() -> put(20, WANTED));
        await().until(() -> writer.getState() == Thread.State.WAITING);
        assertEquals(OutboundQueue.Offer.QUEUED, queue.offer(new byte[20], n -> {}));

        queue.take(new ArrayDeque<>(), Integer.MAX_VALUE);
        assertTrue(writer.join(Duration.ofSeconds(10)));
    }

    @Test
    void whoeverDoesNotWantToWaitAnyLongerIsWokenAndTheOthersWaitOn() throws Exception {
        queue.put(new byte[OutboundQueue.DATA_LIMIT + 1], WANTED);
        AtomicBoolean unwanted = new AtomicBoolean();
        Thread gone = Thread.ofVirtual().name("gone").start(() -> put(20, unwanted));
        Thread stays = Thread.ofVirtual().name("stays").start(() -> put(20, WANTED));
        await().until(() -> gone.getState() == Thread.State.WAITING && stays.getState() == Thread.State.WAITING);
        unwanted.set(true);
        queue.wakeWriters();
        assertTrue(gone.join(Duration.ofSeconds(10)));
        await().until(() -> stays.getState() == Thread.State.WAITING);

        queue.take(new ArrayDeque<>(), Integer.MAX_VALUE);
        assertTrue(stays.join(Duration.ofSeconds(10)));
        Deque<byte[]> batch = new ArrayDeque<>();
        assertTrue(queue.take(batch, Integer.MAX_VALUE));
        assertEquals(1, batch.size());
    }

    @Test
    void controlFramesOverflowWhenNobodyReadsAnyMore() {
        assertEquals(OutboundQueue.Offer.QUEUED, queue.offer(new byte[OutboundQueue.CONTROL_LIMIT + 1], n -> {}));
        assertEquals(OutboundQueue.Offer.FULL, queue.offer(new byte[20], n -> {}));
    }

    @Test
    void closingWakesWhoeverWaits() throws Exception {
        assertEquals(OutboundQueue.Offer.QUEUED, queue.put(new byte[OutboundQueue.DATA_LIMIT + 1], WANTED));
        Thread writer = Thread.ofVirtual().name("writer").start(() -> put(20, WANTED));
        await().until(() -> writer.getState() == Thread.State.WAITING);
        queue.close();
        assertTrue(writer.join(Duration.ofSeconds(10)));
        assertFalse(queue.take(new ArrayDeque<>(), 100));
        assertEquals(OutboundQueue.Offer.CLOSED, queue.offer(new byte[20], n -> {}));
    }

    private void put(int length, AtomicBoolean unwanted) {
        try {
            queue.put(new byte[length], unwanted);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
