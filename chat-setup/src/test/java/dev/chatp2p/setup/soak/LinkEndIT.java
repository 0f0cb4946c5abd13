package dev.chatp2p.setup.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Closing a link right after the last words tells the other side at once. Routers lose one in ten or so of such closes and
 * make up for it after half a minute (docs/link.md, “How a link ends”), which is longer than anybody waits here.
 */
@RealNetwork
@Timeout(600)
class LinkEndIT {
    private static final int LINKS = 2_000;
    private static final int AT_ONCE = 16;
    /** Half of what a router takes to make up for it. */
    private static final Duration LATE = Duration.ofSeconds(15);

    private static final String LAST_WORDS = "goodbye";

    private final LabNetwork network;

    LinkEndIT(LabNetwork network) {
        this.network = network;
    }

    @Test
    void whoHangsUpRightAfterTheLastWordsIsNoticedAtOnce() throws Exception {
        // What is closed first is at the end: without the listener nobody is waited for who will not be called any
        // more.
        try (OverlaySession caller = open("end-caller");
                OverlaySession callee = open("end-callee");
                ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
                Listener listener = callee.host(LabNetwork.SERVICE, HostOptions.DEFAULT);
                ExecutorService calling = Executors.newFixedThreadPool(AT_ONCE)) {
            await().until(() -> listener.terminators() == network.routers().size());
            var _ = answering.submit(() -> {
                while (true) {
                    Link link = listener.accept();
                    var _ = answering.submit(() -> answerUntilTheOtherSideHasEnded(link));
                }
            });
            List<Future<Boolean>> calls = IntStream.range(0, LINKS)
                    .mapToObj(number -> calling.submit(() -> isEndedAtOnce(caller, number)))
                    .toList();
            int late = 0;
            for (Future<Boolean> call : calls) {
                if (!call.get()) {
                    late++;
                }
            }
            assertEquals(0, late, "so many links were not told their end for " + LATE.toSeconds() + " s");
        }
    }

    private static boolean isEndedAtOnce(OverlaySession caller, int number) throws Exception {
        try (Link link =
                caller.dial(LabNetwork.SERVICE, DialOptions.to(new PeerId("end-callee"), "hello".getBytes(UTF_8)))) {
            Lines lines = new Lines(link);
            String question = Lines.text(number);
            lines.write(question);
            link.closeOutput();
            assertEquals(question, lines.read());
            assertEquals(LAST_WORDS, lines.read());
            long said = System.nanoTime();
            assertNull(lines.read());
            return System.nanoTime() - said < LATE.toNanos();
        }
    }

    private static boolean answerUntilTheOtherSideHasEnded(Link link) throws LinkException, InterruptedException {
        try (link) {
            Lines lines = new Lines(link);
            for (String line = lines.read(); line != null; line = lines.read()) {
                lines.write(line);
            }
            lines.write(LAST_WORDS);
            return true;
        }
    }

    private OverlaySession open(String name) throws Exception {
        return new ZitiOverlay("test")
                .open(new Credentials.IdentityFile(network.identity(name).file()), _ -> {});
    }
}
