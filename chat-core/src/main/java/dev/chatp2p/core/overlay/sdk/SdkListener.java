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
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kotlin.Unit;
import org.jspecify.annotations.Nullable;
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
    private static final Duration CLOSING = Duration.ofMillis(500);

    private final SdkSession session;
    private final String service;
    private final HostOptions options;
    private final Thread thread;

    /** Accepted links; an empty entry says that the listener is closed and stays in the queue. */
    private final BlockingQueue<Optional<Link>> accepted = new LinkedBlockingQueue<>();

    private final CountDownLatch closed = new CountDownLatch(1);

    /** Written by the listener's thread. */
    private volatile boolean bound;
    /** Written by the listener's thread. */
    private volatile Optional<LinkException> problem = Optional.empty();
    /** Written by the listener's thread. */
    private volatile @Nullable AsynchronousServerSocketChannel server;

    SdkListener(SdkSession session, String service, HostOptions options) {
        this.session = session;
        this.service = service;
        this.options = options;
        this.thread = Thread.ofVirtual().name("sdk-host-" + service).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public int terminators() {
        return bound ? 1 : 0;
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
                    serve(bind());
                } catch (LinkException e) {
                    log.debug("hosting {}: {}", service, e.sentence());
                    report(false, Optional.of(e));
                }
            } while (!closed.await(BIND_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            log.debug("hosting {} ended", service);
        }
    }

    private AsynchronousServerSocketChannel bind() throws LinkException, InterruptedException {
        session.service(service, BIND);
        String instance = options.instance()
                .or(() -> session.self().map(PeerId::name))
                .orElseThrow(() -> new LinkException(Reason.CONTROLLER_UNREACHABLE, "Not logged in yet."));
        AsynchronousServerSocketChannel opened =
                SdkCalls.call("sdk-open-server", BIND, () -> session.context().openServer());
        server = opened;
        SdkCalls.call(
                "sdk-bind-" + service,
                BIND,
                () -> opened.bind(new ZitiAddress.Bind(service, instance, false), BACKLOG));
        awaitListed(instance);
        return opened;
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
        if (caller.isEmpty() || closed.getCount() == 0 || accepted.size() >= BACKLOG) {
            log.debug("an incoming link was turned away");
            var _ = SdkCalls.inBackground("sdk-turn-away", () -> {
                channel.close();
                return Unit.INSTANCE;
            });
            return;
        }
        // What the dialer sent along, the SDK does not hand on.
        accepted.add(Optional.of(session.link(channel, caller.get(), new byte[0])));
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
        closed.countDown();
        thread.interrupt();
        bound = false;
        AsynchronousServerSocketChannel serving = server;
        if (serving != null) {
            CompletableFuture<Void> unbound = SdkCalls.inBackground("sdk-unbind-" + service, () -> {
                serving.close();
                return Unit.INSTANCE;
            });
            SdkSession.waitFor(unbound, CLOSING);
        }
        accepted.removeIf(Optional::isEmpty);
        accepted.forEach(waiting -> waiting.ifPresent(Link::close));
        accepted.clear();
        accepted.add(Optional.empty());
        session.forget(this);
    }
}
