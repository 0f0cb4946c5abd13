package dev.chatp2p.core.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

/** Somebody on the memory network who speaks plain lines and does only what the test says. */
public final class ClassicPeer implements AutoCloseable {

    private final OverlaySession session;
    private final Listener listener;
    private final PeerId name;

    private ClassicPeer(OverlaySession session, Listener listener, PeerId name) {
        this.session = session;
        this.listener = listener;
        this.name = name;
    }

    public static ClassicPeer on(MemoryOverlay network, String name) throws LinkException {
        PeerId id = new PeerId(name);
        OverlaySession session = network.open(new Credentials.Name(id), status -> {});
        Listener listener = session.host(ChatOptions.DEFAULT_SERVICE, HostOptions.DEFAULT);
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> listener.terminators() > 0);
        return new ClassicPeer(session, listener, id);
    }

    public PeerId name() {
        return name;
    }

    /** Waits for the next call. */
    public ClassicLink accept() throws LinkException, InterruptedException {
        return new ClassicLink(listener.accept());
    }

    public ClassicLink dial(PeerId peer) throws LinkException, InterruptedException {
        return dial(peer, "hi there".getBytes(UTF_8));
    }

    public ClassicLink dial(PeerId peer, byte[] appData) throws LinkException, InterruptedException {
        return new ClassicLink(session.dial(ChatOptions.DEFAULT_SERVICE, DialOptions.to(peer, appData)));
    }

    /** Goes on without being callable. */
    public void stopHosting() {
        listener.close();
    }

    @Override
    public void close() {
        session.close();
    }

    /** One call of a classic peer. */
    public static final class ClassicLink implements AutoCloseable {
        private final Link link;

        private ClassicLink(Link link) {
            this.link = link;
        }

        public void send(String text) throws LinkException, InterruptedException {
            send(text.getBytes(UTF_8));
        }

        public void send(byte[] bytes) throws LinkException, InterruptedException {
            link.write(bytes, 0, bytes.length);
        }

        /** The next bytes that come, so many. */
        public byte[] bytes(int count) throws LinkException, InterruptedException {
            byte[] bytes = new byte[count];
            int read = 0;
            while (read < count) {
                int more = link.read(bytes, read, count - read);
                if (more < 0) {
                    throw new LinkException(Reason.CLOSED, "The link has ended.");
                }
                read += more;
            }
            return bytes;
        }

        /** The next line that comes, without its end; the rest of the stream if it ends before. */
        public String line() throws LinkException, InterruptedException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] one = new byte[1];
            while (link.read(one, 0, 1) > 0 && one[0] != '\n') {
                line.write(one[0]);
            }
            return line.toString(UTF_8);
        }

        /** Waits until the other side has closed the link and returns what came before. */
        public String readToEnd() throws LinkException, InterruptedException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] some = new byte[4096];
            for (int n = link.read(some, 0, some.length); n >= 0; n = link.read(some, 0, some.length)) {
                all.write(some, 0, n);
            }
            return all.toString(UTF_8);
        }

        /** Writes no more, but can still read. */
        public void closeOutput() throws LinkException, InterruptedException {
            link.closeOutput();
        }

        @Override
        public void close() {
            link.close();
        }
    }
}
