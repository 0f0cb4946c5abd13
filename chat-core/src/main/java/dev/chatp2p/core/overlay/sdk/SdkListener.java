package dev.chatp2p.core.overlay.sdk;

import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import kotlin.Unit;
import org.openziti.ZitiAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts a service on one router, the only number the SDK knows, and binds again when the SDK has lost its listener: it drops
 * the router on the first frame of a kind that it does not know. Controllers of 1.6 have routers send such a frame to look
 * after every terminator that is older than five seconds. Thread-safe.
 */
final class SdkListener implements Listener {

    private static final Logger log = LoggerFactory.getLogger(SdkListener.class);

    /** How many accepted links may wait for {@link #accept}; beyond that they are closed at once. */
    private static final int BACKLOG = 256;

    private static final Duration BIND = Duration.ofMinutes(1);
    private static final Duration LISTED = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration BIND_AGAIN = Duration.ofMillis(500);
    /** How long {@link #close} waits for the router to be told. */
    private static final Duration CLOSING = Duration.ofMillis(500);

    private final SdkSession session;
    private final String service;
    private final HostOptions options;
    private final Thread thread;

    /** Accepted links; an empty entry says that the listener is closed, stays in the queue, and nothing comes after it. */
    private final BlockingQueue<Optional<Link>> accepted = new LinkedBlockingQueue<>();

    /** Between a link that comes and the end. */
    private final ReentrantLock offering = new ReentrantLock();

    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Completed when nothing is hosted any more. */
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Written by the listener's thread. */
    private volatile boolean bound;
    /** Written by the listener's thread. */
    private volatile Optional<LinkException> problem = Optional.empty();
    /** The end of what was bound last. Used by the listener's thread. */
    private CompletableFuture<Void> unbinding = CompletableFuture.completedFuture(null);

    SdkListener(SdkSession session, String service, HostOptions options) {
        this.session = session;
        this.service = service;
        this.options = options;
        this.thread = Thread.ofVirtual().name("sdk-host-" + service).unstarted(this::run);
    }

    void start() {
        started.set(true);
        thread.start();
    }

    @Override
    public int terminators() {
        return bound && closed.getCount() > 0 ? 1 : 0;
    }

    /** Why it is not bound. */
    Optional<LinkException> problem() {
        return problem;
    }

    @Override
    public Link accept() throws LinkException, InterruptedException {
        Optional<Link> next = accepted.take();
        if (next.isEmpty()) {
            accepted.add(next); // for whoever else waits
        }
        return next.orElseThrow(() -> new LinkException(Reason.CLOSED, "No longer hosting the service."));
    }

    private void run() {
        try {
            do {
                try {
                    bindAndServe();
                } catch (LinkException e) {
                    log.debug("hosting {}: {}", service, e.sentence());
                    report(false, Optional.of(e));
                }
            } while (!closed.await(BIND_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            log.debug("hosting {} ended", service);
        } finally {
            var _ = unbinding.handle((_, _) -> ended.complete(null));
        }
    }

    /** Whatever it opened is closed when it returns, or soon afterwards. */
    private void bindAndServe() throws LinkException, InterruptedException {
        session.service(service, BIND);
        String instance = options.instance()
                .or(() -> session.self().map(PeerId::name))
                .orElseThrow(() -> new LinkException(Reason.CONTROLLER_UNREACHABLE, "Not logged in yet."));
        AsynchronousServerSocketChannel opened =
                SdkCalls.call("sdk-open-server", BIND, () -> session.context().openServer());
        // The SDK's close() unbinds only what is bound; so nobody interrupts a bind, and its end is waited for before
        // closing.
        CompletableFuture<Void> binding = SdkCalls.inBackground(
                "sdk-bind-" + service, () -> opened.bind(new ZitiAddress.Bind(service, instance, false), BACKLOG));
        try {
            SdkCalls.await(binding, BIND);
            awaitListed(instance);
            serve(opened);
        } finally {
            unbinding = binding.handle((_, _) -> Unit.INSTANCE)
                    .thenCompose(_ -> SdkCalls.inBackground("sdk-unbind-" + service, () -> {
                        opened.close();
                        return Unit.INSTANCE;
                    }));
        }
    }

    /** The router's answer to the SDK's bind only says that it was understood; that it is done, the list of terminators tells. */
    private void awaitListed(String instance) throws LinkException, InterruptedException {
        long deadline = System.nanoTime() + LISTED.toNanos();
        while (session.terminators(service).stream()
                .noneMatch(row -> row.peer().name().equals(instance))) {
            if (System.nanoTime() - deadline > 0) {
                throw new LinkException(Reason.TIMEOUT, "The edge router did not confirm that it hosts us.");
            }
            if (closed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LinkException(Reason.CLOSED, "No longer hosting the service.");
            }
        }
    }

    /** Accepts until the SDK's listener ends. */
    private void serve(AsynchronousServerSocketChannel serving) throws LinkException, InterruptedException {
        report(true, Optional.empty());
        while (serving.isOpen()) {
            CompletableFuture<AsynchronousSocketChannel> next = new CompletableFuture<>();
            try {
                serving.accept(next, Completion.handler());
                offer(SdkCalls.await(next, Duration.ofDays(1)));
            } catch (LinkException e) {
                log.debug("an incoming link failed: {}", e.sentence());
            } catch (RuntimeException e) {
                log.debug("the SDK's listener failed", e);
                break;
            } catch (Exception e) { // Kotlin throws checked exceptions without saying so
                if (e instanceof InterruptedException interrupted) {
                    var _ = next.thenAccept(this::offer); // turned away if it comes all the same
                    throw interrupted;
                }
                if (!(e instanceof ClosedChannelException)) {
                    log.debug("the SDK's listener failed", e);
                }
                break;
            }
        }
        throw new LinkException(
                Reason.LOST,
                "The official SDK has lost its router, as it does every few seconds with routers newer than it."
                        + " It is hosted again by itself.");
    }

    private void offer(AsynchronousSocketChannel channel) {
        Optional<PeerId> caller = caller(channel).filter(PeerId::isValid).map(PeerId::new);
        if (caller.isEmpty() || closed.getCount() == 0) {
            log.debug("an incoming link was turned away");
            var _ = SdkCalls.inBackground("sdk-turn-away", () -> {
                channel.close();
                return Unit.INSTANCE;
            });
            return;
        }
        // What the dialer sent along, the SDK does not hand on.
        Link link = session.link(channel, caller.get(), new byte[0]);
        if (!offer(link)) {
            log.debug("an incoming link was turned away");
            link.close();
        }
    }

    /** False if there is no place for it, or nobody to take it. */
    boolean offer(Link link) {
        offering.lock();
        try {
            return closed.getCount() > 0 && accepted.size() < BACKLOG && accepted.add(Optional.of(link));
        } finally {
            offering.unlock();
        }
    }

    private static Optional<String> caller(AsynchronousSocketChannel channel) {
        try {
            return channel.getRemoteAddress() instanceof ZitiAddress.Session address
                    ? Optional.ofNullable(address.getCallerId())
                    : Optional.empty();
        } catch (java.io.IOException e) {
            return Optional.empty();
        }
    }

    private void report(boolean nowBound, Optional<LinkException> why) {
        bound = nowBound;
        problem = why;
        session.changed();
    }

    /** Stops hosting; links already accepted stay open. Idempotent. */
    @Override
    public void close() {
        SdkSession.waitFor(closing(), CLOSING);
    }

    /** Stops hosting; completes when the router has been told. */
    CompletableFuture<Void> closing() {
        List<Optional<Link>> left = new ArrayList<>();
        offering.lock();
        try {
            if (closed.getCount() > 0) {
                closed.countDown();
                accepted.drainTo(left);
                accepted.add(Optional.empty());
            }
        } finally {
            offering.unlock();
        }
        left.forEach(waiting -> waiting.ifPresent(Link::close));
        thread.interrupt();
        if (!started.get()) {
            ended.complete(null);
        }
        session.forget(this);
        return ended;
    }
}
