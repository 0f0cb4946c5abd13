package dev.chatp2p.desktop.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.protocol.FrameEncoder;
import dev.chatp2p.core.protocol.Hello;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody whose program speaks {@code chat/1} and takes one call at a time: whoever calls now hears that it is in another. */
final class BusyPeer implements AutoCloseable {

    private final OverlaySession session;
    private final Listener listener;

    /** Written by the thread that takes the calls. */
    private final AtomicInteger refused = new AtomicInteger();

    BusyPeer(MemoryOverlay network, String name) throws LinkException {
        session = network.open(new Credentials.Name(new PeerId(name)), status -> {});
        listener = session.host(ChatOptions.DEFAULT_SERVICE, HostOptions.DEFAULT);
        Thread.ofVirtual().name("busy-peer-" + name).start(this::takeCalls);
    }

    /** How many callers were told so. */
    int refused() {
        return refused.get();
    }

    private void takeCalls() {
        try {
            while (true) {
                refuse(listener.accept());
            }
        } catch (LinkException e) {
            // The end of the test.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuse(Link link) throws InterruptedException {
        try (link) {
            write(link, new Hello(Set.of(Hello.RING, Hello.TEXT), "busy-peer", "", Optional.empty()).line());
            boolean calls = !decision(link).contains(Hello.DELIVER + "\"}");
            if (calls) {
                write(link, FrameEncoder.encode(new Frame.Decline(Frame.Refusal.BUSY)));
                refused.incrementAndGet();
                link.closeOutput();
                decision(link);
            }
        } catch (LinkException e) {
            // They did not wait for it.
        }
    }

    /** The dialer's line, or whatever else they say until they end the link. */
    private static String decision(Link link) throws LinkException, InterruptedException {
        StringBuilder line = new StringBuilder();
        byte[] one = new byte[1];
        while (link.read(one, 0, 1) > 0 && one[0] != '\n') {
            line.append(new String(one, UTF_8));
        }
        return line.toString();
    }

    private static void write(Link link, byte[] bytes) throws LinkException, InterruptedException {
        link.write(bytes, 0, bytes.length);
    }

    @Override
    public void close() {
        session.close();
    }
}
