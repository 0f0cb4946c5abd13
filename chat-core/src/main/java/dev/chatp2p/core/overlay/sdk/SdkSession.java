package dev.chatp2p.core.overlay.sdk;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlayEvents;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.OverlayStatus.State;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.Terminator;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import kotlin.Unit;
import kotlinx.coroutines.CoroutineScopeKt;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.Job;
import kotlinx.coroutines.flow.FlowKt;
import org.openziti.Ziti;
import org.openziti.ZitiAddress;
import org.openziti.ZitiContext;
import org.openziti.api.Service;

/** An identity logged in to an OpenZiti network by the official SDK. */
final class SdkSession implements OverlaySession {

    private static final Duration QUERY = Duration.ofSeconds(35);
    /** How long listeners and links that were closed may take to tell the router, all together. */
    private static final Duration FAREWELL = Duration.ofMillis(700);
    /** How long the SDK may take to end. */
    private static final Duration DESTROY = Duration.ofSeconds(1);

    private final ZitiContext context;
    private final OverlayEvents events;
    private final Lane lane = new Lane("sdk-status");
    private final List<SdkListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<SdkLink> links = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Job watching;

    /** Written by the lane. */
    private volatile OverlayStatus status = OverlayStatus.of(State.CONNECTING, SdkStatus.CONNECTING);

    SdkSession(ZitiContext context, OverlayEvents events) {
        this.context = context;
        this.events = events;
        this.watching = FlowKt.launchIn(
                FlowKt.onEach(context.statusUpdates(), (_, _) -> {
                    changed();
                    return Unit.INSTANCE;
                }),
                CoroutineScopeKt.CoroutineScope(Dispatchers.getDefault()));
    }

    static SdkSession open(Path identity, OverlayEvents events) throws LinkException {
        try {
            SdkSession session = new SdkSession(newContext(identity), events);
            session.changed();
            return session;
        } catch (InaccessibleObjectException e) {
            throw new LinkException(
                    Reason.NOT_ALLOWED,
                    "The official SDK needs to look into Java itself: start with --add-opens=java.base/java.net=ALL-UNNAMED.",
                    e);
        } catch (RuntimeException e) {
            throw new LinkException(
                    Reason.BAD_IDENTITY, "The official SDK cannot use this identity file. Check that it is one.", e);
        }
    }

    /** The SDK keeps all contexts in a list that it does not guard. */
    private static ZitiContext newContext(Path identity) {
        synchronized (Ziti.INSTANCE) {
            return Ziti.newContext(identity.toFile(), new char[0]);
        }
    }

    ZitiContext context() {
        return context;
    }

    @Override
    public Optional<PeerId> self() {
        return Optional.ofNullable(context.getId())
                .map(org.openziti.api.Identity::getName)
                .filter(PeerId::isValid)
                .map(PeerId::new);
    }

    @Override
    public OverlayStatus status() {
        return status;
    }

    /** Works the status out anew and tells it if it is a different one. */
    void changed() {
        lane.execute(() -> {
            OverlayStatus now = closed.get()
                    ? OverlayStatus.of(State.CLOSED, "Disconnected.")
                    : SdkStatus.of(context.getStatus(), listeners);
            if (!now.equals(status)) {
                status = now;
                events.statusChanged(now);
            }
        });
    }

    @Override
    public Listener host(String service, HostOptions options) {
        SdkListener listener = new SdkListener(this, service, options);
        listeners.add(listener);
        if (closed.get()) {
            listener.close();
        } else {
            listener.start();
        }
        changed();
        return listener;
    }

    void forget(SdkListener listener) {
        listeners.remove(listener);
        changed();
    }

    @Override
    public Link dial(String service, DialOptions options) throws LinkException, InterruptedException {
        long deadline = System.nanoTime() + options.connectTimeout().toNanos();
        service(service, options.connectTimeout());
        AsynchronousSocketChannel channel =
                SdkCalls.call("sdk-open", Duration.ofNanos(deadline - System.nanoTime()), context::open);
        CompletableFuture<Void> connected = new CompletableFuture<>();
        boolean usable = false;
        try {
            channel.connect(
                    new ZitiAddress.Dial(
                            service, options.appData(), options.peer().name()),
                    connected,
                    Completion.handler());
            SdkCalls.await(connected, Duration.ofNanos(deadline - System.nanoTime()));
            usable = true;
            return link(channel, options.peer(), options.appData());
        } catch (LinkException e) {
            throw SdkFailures.ofDial(e, options.peer());
        } finally {
            if (!usable) {
                var _ = SdkCalls.inBackground("sdk-give-up", () -> {
                    channel.close();
                    return Unit.INSTANCE;
                });
            }
        }
    }

    /** Makes a link of an open channel; it is closed with the session. */
    SdkLink link(AsynchronousSocketChannel channel, PeerId peer, byte[] appData) {
        SdkLink link = new SdkLink(channel, peer, appData, links::remove);
        links.add(link);
        link.start();
        if (closed.get()) {
            link.close();
        }
        return link;
    }

    /**
     * Waits until the SDK has fetched what this identity may use; that alone can take it 30 s.
     *
     * @throws LinkException if the service is not there, or why it is not known
     */
    Service service(String name, Duration limit) throws LinkException, InterruptedException {
        if (closed.get()) {
            throw new LinkException(Reason.CLOSED, "This program has signed off.");
        }
        Optional<Service> found =
                SdkCalls.call("sdk-service", limit, () -> Optional.ofNullable(context.getService(name)));
        if (found.isEmpty()) {
            throw SdkStatus.trouble(context.getStatus())
                    .orElseGet(() -> new LinkException(
                            Reason.SERVICE_MISSING,
                            "The service does not exist on this network, or this identity may not see it."));
        }
        return found.get();
    }

    @Override
    public List<Terminator> terminators(String name) throws LinkException, InterruptedException {
        Service service = service(name, QUERY);
        return SdkCalls.call("sdk-terminators", QUERY, () -> context.getServiceTerminators(service)).stream()
                .flatMap(row -> Stream.ofNullable(row.getIdentity())
                        .filter(PeerId::isValid)
                        // The SDK drops the router's id.
                        .map(peer -> new Terminator(new PeerId(peer), "", row.getId())))
                .toList();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        watching.cancel(null);
        // All at once: together with the end of the SDK it must stay below two seconds.
        List<CompletableFuture<Void>> unbindings =
                listeners.stream().map(SdkListener::closing).toList();
        CompletableFuture<?>[] farewells = Stream.concat(
                        unbindings.stream(), links.stream().map(SdkLink::closing))
                .toArray(CompletableFuture[]::new);
        waitFor(CompletableFuture.allOf(farewells), FAREWELL);
        waitFor(SdkCalls.inBackground("sdk-destroy", this::destroy), DESTROY);
        changed();
        lane.close();
    }

    private Unit destroy() {
        context.destroy();
        synchronized (Ziti.INSTANCE) {
            Ziti.removeContext(context);
        }
        return Unit.INSTANCE;
    }

    static void waitFor(CompletableFuture<?> end, Duration limit) {
        try {
            end.handle((_, _) -> Unit.INSTANCE).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
            // It goes on in the background.
        }
    }
}
