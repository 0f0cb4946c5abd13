package dev.chatp2p.ziti.client;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when the computer has woken up or is in another network. One virtual thread; thread-safe. */
final class WakeWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WakeWatch.class);

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final WakeDetector detector = new WakeDetector(INTERVAL);
    private final Runnable woken;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param woken called on the watch's thread; must not wait for long
     */
    WakeWatch(Runnable woken) {
        this.woken = woken;
    }

    void start() {
        Thread.ofVirtual().name("ziti-wake-watch").start(this::run);
    }

    private void run() {
        try {
            do {
                if (detector.tick(System.nanoTime(), System.currentTimeMillis(), networks())) {
                    log.info("the computer has slept or changed networks: looking after all connections");
                    woken.run();
                }
            } while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            log.debug("wake watch ended");
        }
    }

    /** A hash of the addresses other computers could reach us by. */
    private static int networks() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                    .collect(Collectors.toSet())
                    .hashCode();
        } catch (SocketException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
