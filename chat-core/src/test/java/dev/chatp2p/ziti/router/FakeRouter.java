package dev.chatp2p.ziti.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.identity.TestPki;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An edge router for tests, on loopback and over TLS: answers Hello, keeps terminators, connects circuits and forwards
 * their data, also between the routers of one {@link Fabric}; and can be told to misbehave.
 */
public final class FakeRouter implements AutoCloseable {

    /** What several routers of one network share. */
    public static final class Fabric {
        private final Map<String, List<Host>> terminators = new ConcurrentHashMap<>();
        private final Map<End, End> circuits = new ConcurrentHashMap<>();
        private final List<TerminatorObserver> observers = new CopyOnWriteArrayList<>();
        private final AtomicInteger nextMarker = new AtomicInteger();

        /** Told of every terminator, to feed a fake controller. */
        public void observe(TerminatorObserver observer) {
            observers.add(observer);
        }

        private void remove(String routerName, Predicate<Host> which) {
            terminators.forEach((instance, hosts) -> {
                for (Host host : List.copyOf(hosts)) {
                    if (which.test(host) && hosts.remove(host)) {
                        observers.forEach(o -> o.removed(instance, routerName));
                    }
                }
            });
        }

        private List<Host> hosts(Predicate<Host> which) {
            return terminators.values().stream()
                    .flatMap(List::stream)
                    .filter(which)
                    .toList();
        }

        /** How many circuits are open. */
        public int circuits() {
            return circuits.size() / 2;
        }

        /** The names that are hosted right now, once for every router. */
        public List<String> hosted() {
            return terminators.entrySet().stream()
                    .flatMap(e -> e.getValue().stream().map(h -> e.getKey()))
                    .toList();
        }
    }

    /** Told of terminators that come and go, on threads of the routers. */
    public interface TerminatorObserver {
        void created(String instance, String routerName);

        void removed(String instance, String routerName);
    }

    private record Host(Session session, int connId, Frame bind) {

        String routerName() {
            return session.routerName();
        }

        Optional<String> listenerId() {
            return bind.headers().string(HeaderId.LISTENER_ID);
        }
    }

    private record End(Session session, int connId) {}

    private final String name;
    private final Fabric fabric;
    private final SSLContext tls;
    private final ServerSocket server;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final List<Frame> received = new CopyOnWriteArrayList<>();
    private final Map<Integer, Refusal> refusals = new ConcurrentHashMap<>();
    private final Gate reading = new Gate();
    private final Gate writing = new Gate();
    private final Set<Integer> ignored = ConcurrentHashMap.newKeySet();
    private volatile Predicate<String> accepts = token -> true;
    private volatile String version = "v1.6.0";
    private volatile boolean vouches;
    private volatile Optional<String> vouchedName = Optional.empty();
    private volatile boolean confirmsBinds = true;
    private volatile boolean takesTokens = true;

    private record Refusal(String text, Optional<String> structured) {}

    /** Lets everybody through, or nobody. */
    private static final class Gate {
        private volatile CountDownLatch open = new CountDownLatch(0);

        void close() {
            open = new CountDownLatch(1);
        }

        void open() {
            open.countDown();
        }

        boolean isClosed() {
            return open.getCount() > 0;
        }

        void pass() throws IOException {
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
    }

    public FakeRouter(TestPki pki, String name, Fabric fabric) {
        this.name = name;
        this.fabric = fabric;
        try {
            this.tls = pki.serverContext(pki.issueServer("127.0.0.1"));
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("fake-router-" + name).start(this::acceptLoop);
    }

    public String name() {
        return name;
    }

    /** Its address as controllers write it. */
    public String tlsAddress() {
        return "tls://127.0.0.1:" + server.getLocalPort();
    }

    public RouterAddress address() {
        return new RouterAddress(name, "127.0.0.1", server.getLocalPort());
    }

    /** Answers requests of a type with StateClosed and this text from now on. */
    public FakeRouter refuse(int contentType, String text) {
        refusals.put(contentType, new Refusal(text, Optional.empty()));
        return this;
    }

    /** The same with a StructuredError, as newer routers do. */
    public FakeRouter refuse(int contentType, String text, String structured) {
        refusals.put(contentType, new Refusal(text, Optional.of(structured)));
        return this;
    }

    /** Accepts connections and answers nothing from now on, as a process that is stopped; nothing is lost. */
    public FakeRouter freeze() {
        reading.close();
        writing.close();
        return this;
    }

    /** Goes on sending what others have for its clients, but reads nothing from now on. */
    public FakeRouter stall() {
        reading.close();
        return this;
    }

    /** Goes on where it was frozen or stalled. */
    public FakeRouter thaw() {
        reading.open();
        writing.open();
        return this;
    }

    /** Says that it has understood a bind, but never that the terminator exists. */
    public FakeRouter withoutBindSuccess() {
        confirmsBinds = false;
        return this;
    }

    /** Refuses renewed tokens from now on. */
    public FakeRouter refusingTokens() {
        takesTokens = false;
        return this;
    }

    /** The controller loses this router's terminators, and nobody tells the hosts. */
    public void forgetTerminators() {
        fabric.remove(name, h -> h.routerName().equals(name));
    }

    /** Takes all terminators away and tells the hosts why. */
    public void closeTerminators(String why) {
        for (Host host : fabric.hosts(h -> h.routerName().equals(name))) {
            fabric.remove(name, host::equals);
            host.session()
                    .send(Frame.of(ContentType.STATE_CLOSED, new Headers().put(HeaderId.CONN_ID, host.connId()), why));
        }
    }

    /** Breaks all connections in the middle of a frame with a reset, without the good-bye of TLS. */
    public void resetInMidFrame() {
        byte[] frame = FrameWriter.encode(Frame.of(ContentType.DATA, new Headers(), new byte[1000]));
        List<Session> all = List.copyOf(sessions);
        for (Session session : all) {
            session.breakOff(Arrays.copyOf(frame, frame.length / 2));
        }
        all.forEach(Session::drop);
    }

    /** Does not react to frames of a type from now on. */
    public FakeRouter ignore(int contentType) {
        ignored.add(contentType);
        return this;
    }

    /** Behaves again. */
    public FakeRouter behave() {
        refusals.clear();
        ignored.clear();
        confirmsBinds = true;
        takesTokens = true;
        return this;
    }

    /** Accepts only these API sessions; hangs up on others after Hello, as routers do. */
    public FakeRouter accepting(Predicate<String> tokens) {
        accepts = tokens;
        return this;
    }

    public FakeRouter version(String v) {
        version = v;
        return this;
    }

    /** Adds the dialer's name itself, as routers from 2.0 do. */
    public FakeRouter vouching() {
        vouches = true;
        return this;
    }

    /** Vouches for that name, whoever dials. */
    public FakeRouter vouchingFor(String name) {
        vouchedName = Optional.of(name);
        return vouching();
    }

    /** Every frame that came, in order. */
    public List<Frame> received() {
        return received;
    }

    public List<Frame> received(int contentType) {
        return received.stream().filter(f -> f.contentType() == contentType).toList();
    }

    /** Sends a frame to every client, with its own sequence number. */
    public void send(Frame frame) {
        sessions.forEach(s -> s.send(frame));
    }

    /** Sends bytes as they are to every client. */
    public void sendRaw(byte[] bytes) {
        sessions.forEach(s -> s.write(bytes));
    }

    public int clients() {
        return sessions.size();
    }

    /** Drops all connections, as a router that is killed; goes on accepting new ones. */
    public void hangUp() {
        List<Session> all = List.copyOf(sessions);
        all.forEach(session -> session.dead = true); // first of all: a dead router says nothing to anybody
        all.forEach(Session::disconnect);
        all.forEach(Session::drop);
    }

    @Override
    public void close() {
        thaw();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hangUp();
    }

    private void acceptLoop() {
        try {
            while (true) {
                Session session = new Session(server.accept());
                Thread.ofVirtual().name("fake-session-" + name).start(session::run);
            }
        } catch (IOException e) {
            // closed
        }
    }

    private final class Session {
        private final Socket plain;
        private final SSLSocket socket;
        private final BlockingQueue<byte[]> outbound = new LinkedBlockingQueue<>();
        private final Thread writer =
                Thread.ofVirtual().name("fake-writer-" + name).unstarted(this::writeLoop);
        private final AtomicInteger sequence = new AtomicInteger(1);
        private final AtomicInteger nextConn = new AtomicInteger(Integer.MIN_VALUE);
        private final Map<Integer, DialInProgress> dials = new ConcurrentHashMap<>();
        private String clientName = "";
        private volatile boolean dead;

        private record DialInProgress(End dialer, Frame connect, int hostConn, Host host) {}

        Session(Socket plain) throws IOException {
            plain.setTcpNoDelay(true); // as real routers; without it every second answer waits 40 ms
            this.plain = plain;
            this.socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, true);
            socket.setNeedClientAuth(true);
        }

        String routerName() {
            return name;
        }

        boolean isFrozen() {
            return reading.isClosed();
        }

        void run() {
            try {
                reading.pass();
                clientName = socket.getSession().getPeerPrincipal().getName().replaceFirst("^CN=", "");
                FrameReader reader = new FrameReader(new BufferedInputStream(socket.getInputStream()));
                Frame hello = reader.read();
                reading.pass();
                Headers result = new Headers()
                        .put(HeaderId.CONNECTION_ID, "c")
                        .put(HeaderId.REPLY_FOR, hello.sequence())
                        .put(HeaderId.RESULT_SUCCESS, true)
                        .put(HeaderId.HELLO_VERSION, version + "|local|2020-01-01|linux|amd64")
                        .put(HeaderId.ROUTER_ID, name)
                        .put(HeaderId.SUPPORTS_BIND_SUCCESS, true);
                writeNow(FrameWriter.encode(new Frame(ContentType.RESULT, -1, result, new byte[0], false)));
                if (!accepts.test(hello.headers().string(HeaderId.SESSION_TOKEN).orElse(""))) {
                    return;
                }
                writer.start();
                sessions.add(this);
                while (true) {
                    Frame frame = reader.read();
                    reading.pass();
                    received.add(frame);
                    if (!ignored.contains(frame.contentType())) {
                        handle(frame);
                    }
                }
            } catch (IOException | ZitiException e) {
                // the client is gone
            } finally {
                drop();
            }
        }

        void disconnect() {
            try {
                socket.close();
            } catch (IOException e) {
                // already gone
            }
        }

        void breakOff(byte[] last) {
            try {
                writeNow(last);
                plain.setSoLinger(true, 0);
                plain.close();
            } catch (IOException e) {
                // already gone
            }
        }

        void drop() {
            sessions.remove(this);
            writer.interrupt();
            disconnect();
            fabric.remove(name, h -> h.session() == this);
            for (End end : List.copyOf(fabric.circuits.keySet())) {
                if (end.session() == this) {
                    closeCircuit(end, "channel closed");
                }
            }
        }

        private void closeCircuit(End end, String why) {
            End other = fabric.circuits.remove(end);
            if (other != null) {
                fabric.circuits.remove(other);
                other.session()
                        .send(Frame.of(
                                ContentType.STATE_CLOSED, new Headers().put(HeaderId.CONN_ID, other.connId()), why));
            }
        }

        private void handle(Frame frame) {
            Refusal refusal = refusals.get(frame.contentType());
            if (refusal != null) {
                Headers headers = new Headers();
                refusal.structured().ifPresent(json -> headers.put(HeaderId.STRUCTURED_ERROR, json));
                reply(frame, ContentType.STATE_CLOSED, headers, refusal.text().getBytes(UTF_8));
                return;
            }
            switch (frame.contentType()) {
                case ContentType.LATENCY ->
                    reply(frame, ContentType.RESULT, new Headers().put(HeaderId.RESULT_SUCCESS, true), new byte[0]);
                case ContentType.BIND -> bind(frame);
                case ContentType.UNBIND ->
                    fabric.remove(name, h -> h.session() == this && h.connId() == frame.connId());
                case ContentType.CONNECT -> connect(frame);
                case ContentType.UPDATE_TOKEN ->
                    reply(
                            frame,
                            takesTokens ? ContentType.UPDATE_TOKEN_SUCCESS : ContentType.UPDATE_TOKEN_FAILURE,
                            new Headers(),
                            new byte[0]);
                case ContentType.DIAL_SUCCESS, ContentType.DIAL_FAILED -> dialed(frame);
                case ContentType.DATA -> {
                    End other = fabric.circuits.get(new End(this, frame.connId()));
                    if (other != null) {
                        Headers headers = new Headers()
                                .put(HeaderId.CONN_ID, other.connId())
                                .copy(HeaderId.FLAGS, frame.headers());
                        other.session().send(Frame.of(ContentType.DATA, headers, frame.body()));
                    }
                }
                case ContentType.STATE_CLOSED -> closeCircuit(new End(this, frame.connId()), "close called");
                default -> {
                    // nothing to do
                }
            }
        }

        private void bind(Frame frame) {
            String instance =
                    frame.headers().string(HeaderId.TERMINATOR_IDENTITY).orElse("");
            Headers connected = new Headers().put(HeaderId.ROUTER_PROVIDED_CONN_ID, true);
            reply(frame, ContentType.STATE_CONNECTED, connected, new byte[0]);
            if (!confirmsBinds) {
                return;
            }
            takeOver(frame);
            fabric.terminators
                    .computeIfAbsent(instance, n -> new CopyOnWriteArrayList<>())
                    .add(new Host(this, frame.connId(), frame));
            fabric.observers.forEach(o -> o.created(instance, name));
            send(Frame.of(ContentType.BIND_SUCCESS, new Headers().put(HeaderId.CONN_ID, frame.connId())));
        }

        /** As routers do: a bind with the same listener id takes the older one's place. */
        private void takeOver(Frame bind) {
            Optional<String> listenerId = bind.headers().string(HeaderId.LISTENER_ID);
            for (Host older : fabric.hosts(
                    h -> h.routerName().equals(name) && h.listenerId().equals(listenerId))) {
                fabric.remove(name, older::equals);
                older.session()
                        .send(Frame.of(
                                ContentType.STATE_CLOSED,
                                new Headers().put(HeaderId.CONN_ID, older.connId()),
                                "found a newer terminator for listener id"));
            }
        }

        private void connect(Frame frame) {
            String instance =
                    frame.headers().string(HeaderId.TERMINATOR_IDENTITY).orElse("");
            List<Host> hosts = fabric.terminators.getOrDefault(instance, List.of());
            Optional<Host> host = hosts.stream()
                    .filter(h -> !h.session().isFrozen()) // a controller tries another terminator
                    .findFirst()
                    .or(() -> hosts.stream().findFirst());
            if (host.isEmpty()) {
                String text = "service s has no terminators for instanceId " + instance;
                reply(frame, ContentType.STATE_CLOSED, new Headers(), text.getBytes(UTF_8));
                return;
            }
            Session hosting = host.get().session();
            int circuitConn = hosting.nextConn.getAndIncrement();
            Headers dial = new Headers()
                    .put(HeaderId.CONN_ID, host.get().connId())
                    .put(HeaderId.ROUTER_PROVIDED_CONN_ID, circuitConn)
                    .put(HeaderId.CONNECTION_MARKER, "m" + fabric.nextMarker.incrementAndGet())
                    .copy(HeaderId.PUBLIC_KEY, frame.headers())
                    .copy(HeaderId.CALLER_ID, frame.headers())
                    .copy(HeaderId.APP_DATA, frame.headers());
            if (vouches) {
                dial.put(HeaderId.DIALER_IDENTITY_NAME, vouchedName.orElse(clientName));
            }
            Frame out = Frame.of(ContentType.DIAL, dial, host.get().bind().body());
            hosting.send(
                    out,
                    n -> hosting.dials.put(
                            n, new DialInProgress(new End(this, frame.connId()), frame, circuitConn, host.get())));
        }

        /** This session's client hosts and has answered a Dial. */
        private void dialed(Frame answer) {
            DialInProgress dial =
                    dials.remove(answer.headers().integer(HeaderId.REPLY_FOR).orElse(0));
            if (dial == null) {
                return;
            }
            if (answer.contentType() == ContentType.DIAL_FAILED) {
                String text = "exceeded maximum [2] retries creating circuit [c/1] (failed to establish connection with"
                        + " terminator address t. error: (" + answer.text() + "))";
                dial.dialer()
                        .session()
                        .reply(dial.connect(), ContentType.STATE_CLOSED, new Headers(), text.getBytes(UTF_8));
                return;
            }
            End here = new End(this, dial.hostConn());
            fabric.circuits.put(here, dial.dialer());
            fabric.circuits.put(dial.dialer(), here);
            Headers connected = new Headers()
                    .put(HeaderId.CIRCUIT_ID, "c")
                    .copy(HeaderId.PUBLIC_KEY, dial.host().bind().headers());
            dial.dialer().session().reply(dial.connect(), ContentType.STATE_CONNECTED, connected, new byte[0]);
        }

        void reply(Frame request, int contentType, Headers headers, byte[] body) {
            headers.reflect(request.headers())
                    .put(HeaderId.REPLY_FOR, request.sequence())
                    .copy(HeaderId.CONN_ID, request.headers());
            send(Frame.of(contentType, headers, body));
        }

        void send(Frame frame) {
            send(frame, n -> {});
        }

        synchronized void send(Frame frame, java.util.function.IntConsumer onSequence) {
            int n = sequence.getAndIncrement();
            onSequence.accept(n);
            write(FrameWriter.encode(new Frame(frame.contentType(), n, frame.headers(), frame.body(), false)));
        }

        /** Queued, so that a frozen router does not hold up the others. */
        synchronized void write(byte[] bytes) {
            if (!dead) {
                outbound.add(bytes);
            }
        }

        private void writeLoop() {
            try {
                while (true) {
                    byte[] next = outbound.take();
                    writing.pass();
                    writeNow(next);
                }
            } catch (InterruptedException | IOException e) {
                // the client is gone; its reader notices
            }
        }

        private void writeNow(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }
    }
}
