package dev.chatp2p.ziti;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What leaks is told, whatever it is called. */
class HeldResourcesTest {
    private static final long ANY = Long.MAX_VALUE / 2;

    @Test
    void aVirtualThreadThatIsLeftBehindIsToldWithAndWithoutAName() throws Exception {
        HeldResources before = HeldResources.now();
        CountDownLatch end = new CountDownLatch(1);
        Thread named = Thread.ofVirtual().name("left-behind-7").start(() -> await(end));
        Thread unnamed = Thread.ofVirtual().start(() -> await(end));

        List<String> leaks = HeldResources.now().leakedSince(before, ANY, ANY);

        end.countDown();
        named.join();
        unnamed.join();
        assertEquals(List.of("1 threads without a name", "1 threads “left-behind”"), leaks);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
