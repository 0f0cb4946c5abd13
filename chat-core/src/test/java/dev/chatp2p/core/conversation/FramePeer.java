package dev.chatp2p.core.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.protocol.FrameDecoder;
import dev.chatp2p.core.protocol.FrameEncoder;
import dev.chatp2p.core.protocol.Hello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Somebody who dials under any name, speaks {@code chat/1} and says only what the test says. */
final class FramePeer implements AutoCloseable {

    private final OverlaySession session;
    private final Link link;
    private final BlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
    private volatile boolean over;

    private FramePeer(OverlaySession session, Link link) {
        this.session = session;
        this.link = link;
    }

    /** Dials and agrees on frames. */
    static FramePeer dial(MemoryOverlay network, PeerId name, PeerId to, Optional<String> purpose)
            throws LinkException, InterruptedException {
        OverlaySession session = network.open(new Credentials.Name(name), status -> {});
        Link link = session.dial(ChatOptions.DEFAULT_SERVICE, DialOptions.to(to, ("hi" + Hello.MARK).getBytes(UTF_8)));
        FramePeer peer = new FramePeer(session, link);
        byte[] one = new byte[1];
        while (link.read(one, 0, 1) > 0 && one[0] != '\n') {
            // their offer
        }
        peer.write(
                new Hello(Set.of(Hello.RING, Hello.TEXT, Hello.RECEIPT, Hello.TYPING, Hello.DELIVER), "", "", purpose)
                        .line());
        Thread.ofVirtual().name("frame-peer-" + name).start(peer::read);
        return peer;
    }

    private void read() {
        FrameDecoder decoder = new FrameDecoder();
        byte[] buffer = new byte[4096];
        try {
            for (int n = link.read(buffer, 0, buffer.length); n >= 0; n = link.read(buffer, 0, buffer.length)) {
                List<Frame> frames = new ArrayList<>();
                decoder.decode(buffer, 0, n, frames);
                heard.addAll(frames);
            }
        } catch (LinkException e) {
            // The end, too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            over = true;
        }
    }

    void say(Frame... frames) throws LinkException, InterruptedException {
        for (Frame frame : frames) {
            write(FrameEncoder.encode(frame));
        }
    }

    private void write(byte[] bytes) throws LinkException, InterruptedException {
        link.write(bytes, 0, bytes.length);
    }

    /** What came until everything said so far has been understood. */
    List<Frame> heardUntilNow() throws LinkException, InterruptedException {
        say(new Frame.Ping(4_711));
        List<Frame> frames = new ArrayList<>();
        Frame next = heard.take();
        while (!next.equals(new Frame.Pong(4_711))) {
            frames.add(next);
            next = heard.take();
        }
        return frames;
    }

    /** Whether the other side has ended the link. */
    boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        link.close();
        session.close();
    }
}
