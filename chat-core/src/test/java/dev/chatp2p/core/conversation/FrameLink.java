package dev.chatp2p.core.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.ClassicPeer.ClassicLink;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.protocol.FrameDecoder;
import dev.chatp2p.core.protocol.FrameEncoder;
import dev.chatp2p.core.protocol.Hello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A link on which somebody speaks {@code chat/1} and does only what the test says. */
final class FrameLink implements AutoCloseable {

    static final Hello HELLO = new Hello(
            Set.of(Hello.RING, Hello.TEXT, Hello.RECEIPT, Hello.TYPING, Hello.DELIVER),
            "test",
            "bob",
            Optional.empty());

    private final ClassicLink link;
    private final FrameDecoder decoder = new FrameDecoder();
    private final List<Frame> heard = new ArrayList<>();

    private FrameLink(ClassicLink link) {
        this.link = link;
    }

    /** Calls, and switches to frames. */
    static FrameLink call(ClassicPeer from, PeerId to) throws LinkException, InterruptedException {
        return dial(from, to, HELLO);
    }

    /** Opens a link that does not ring. */
    static FrameLink deliver(ClassicPeer from, PeerId to) throws LinkException, InterruptedException {
        return dial(from, to, HELLO.withPurpose(Hello.DELIVER));
    }

    private static FrameLink dial(ClassicPeer from, PeerId to, Hello hello) throws LinkException, InterruptedException {
        ClassicLink link = from.dial(to, ("hello" + Hello.MARK).getBytes(UTF_8));
        assertTrue(link.line().startsWith("chat/1 {"));
        link.send(hello.line());
        return new FrameLink(link);
    }

    /** Waits for a link, and switches to frames. */
    static FrameLink accept(ClassicPeer peer) throws LinkException, InterruptedException {
        ClassicLink link = peer.accept();
        link.send(HELLO.line());
        assertTrue(link.line().startsWith("chat/1 {"));
        return new FrameLink(link);
    }

    void say(Frame frame) throws LinkException, InterruptedException {
        link.send(FrameEncoder.encode(frame));
    }

    void send(byte[] bytes) throws LinkException, InterruptedException {
        link.send(bytes);
    }

    /** The next frame. */
    Frame hear() throws LinkException, InterruptedException {
        while (heard.isEmpty()) {
            byte[] next = link.bytes(1);
            decoder.decode(next, 0, 1, heard);
        }
        return heard.removeFirst();
    }

    /** The next frame of that kind; others before it are dropped. */
    <F extends Frame> F hear(Class<F> kind) throws LinkException, InterruptedException {
        Frame next = hear();
        while (!kind.isInstance(next)) {
            next = hear();
        }
        return kind.cast(next);
    }

    /** Waits until the other side has closed the link. */
    void awaitEnd() throws LinkException, InterruptedException {
        link.readToEnd();
    }

    @Override
    public void close() {
        link.close();
    }
}
