package dev.chatp2p.core.overlay.ziti;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.overlay.ControllerReport;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlayEvents;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.RefusedCaller;
import dev.chatp2p.core.overlay.RouterReport;
import dev.chatp2p.core.overlay.SecondFactor;
import dev.chatp2p.core.overlay.Terminator;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.client.BindOptions;
import dev.chatp2p.ziti.client.ListenerState;
import dev.chatp2p.ziti.client.LoginState;
import dev.chatp2p.ziti.client.ZitiClient;
import dev.chatp2p.ziti.client.ZitiListener;
import dev.chatp2p.ziti.controller.ClientInfo;
import dev.chatp2p.ziti.controller.LoginFlow;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An identity logged in to an OpenZiti network, as the port's session. */
final class ZitiSession implements OverlaySession {

    private static final Logger log = LoggerFactory.getLogger(ZitiSession.class);

    private final ZitiClient client;
    private final SecondFactor secondFactor;
    private final OverlayEvents events;
    private final List<ZitiListener> listeners = new CopyOnWriteArrayList<>();
    /** Tells the observer, so that its calls are one at a time and in order. */
    private final Lane lane = new Lane("ziti-status");

    private final ReentrantLock noticesLock = new ReentrantLock();
    /** Guarded by {@link #noticesLock}. */
    private final RefusalNotices notices = new RefusalNotices();
    /** Written by the lane. */
    private volatile OverlayStatus status =
            OverlayStatus.of(OverlayStatus.State.CONNECTING, "Connecting to the network…");

    ZitiSession(ZitiIdentity identity, ClientInfo info, LoginFlow flow, OverlayEvents events) {
        this.events = events;
        this.client = new ZitiClient(identity, info, flow, this::changed);
        this.secondFactor = new ZitiSecondFactor(client);
    }

    void start() {
        client.start();
    }

    @Override
    public Optional<PeerId> self() {
        return client.name().filter(PeerId::isValid).map(PeerId::new);
    }

    @Override
    public OverlayStatus status() {
        return status;
    }

    private void changed() {
        lane.execute(() -> {
            listeners.removeIf(ZitiListener::isClosed);
            List<ListenerState> hosting =
                    listeners.stream().map(ZitiListener::state).toList();
            OverlayStatus now = StatusWords.status(client.login(), hosting, client.isWaking());
            if (!now.equals(status)) {
                status = now;
                events.statusChanged(now);
            }
        });
    }

    @Override
    public Listener host(String service, HostOptions options) {
        ZitiListener listener = client.host(
                service,
                new BindOptions(options.instance(), options.maxTerminators(), options.connectTimeout()),
                this::refused);
        listeners.add(listener);
        changed();
        return new ZitiHosting(listener);
    }

    /** On a router's reader thread: must not wait. */
    private void refused(dev.chatp2p.ziti.circuit.RefusedCaller who) {
        RefusedCaller caller = new RefusedCaller(who.claimed(), who.vouched());
        if (isNoticeDue(caller)) {
            lane.execute(() -> {
                log.warn("refused a call of {} that claimed to be {}", caller.vouched(), caller.claimed());
                events.callerRefused(caller);
            });
        }
    }

    private boolean isNoticeDue(RefusedCaller caller) {
        noticesLock.lock();
        try {
            return notices.isDue(caller, System.nanoTime());
        } finally {
            noticesLock.unlock();
        }
    }

    @Override
    public Link dial(String service, DialOptions options) throws LinkException, InterruptedException {
        try {
            return new ZitiLink(
                    options.peer(),
                    client.dial(service, options.peer().name(), options.appData(), options.connectTimeout()));
        } catch (ZitiException e) {
            throw Reasons.linkException(e);
        }
    }

    @Override
    public List<Terminator> terminators(String service) throws LinkException, InterruptedException {
        try {
            return client.terminators(service).stream()
                    .filter(t -> PeerId.isValid(t.identity()))
                    .map(t -> new Terminator(new PeerId(t.identity()), t.routerId(), t.id()))
                    .toList();
        } catch (ZitiException e) {
            throw Reasons.linkException(e);
        }
    }

    @Override
    public Optional<SecondFactor> secondFactor() {
        return Optional.of(secondFactor);
    }

    @Override
    public List<RouterReport> routers() {
        return client.routers().stream()
                .map(state -> new RouterReport(
                        state.id(),
                        state.router().name(),
                        state.router().authority(),
                        state.connected(),
                        state.hosting(),
                        state.roundTrip()))
                .toList();
    }

    @Override
    public Optional<ControllerReport> controller() {
        boolean answering =
                client.login() instanceof LoginState.LoggedIn in && in.trouble().isEmpty();
        return Optional.of(new ControllerReport(client.controller().getRawAuthority(), answering));
    }

    @Override
    public void close() {
        client.close();
        changed();
        lane.close();
    }
}
