package dev.chatp2p.ziti.client;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.circuit.Dialer;
import dev.chatp2p.ziti.circuit.EdgeConnection;
import dev.chatp2p.ziti.circuit.RefusedCaller;
import dev.chatp2p.ziti.circuit.RefusedException;
import dev.chatp2p.ziti.controller.ApiSession;
import dev.chatp2p.ziti.controller.ClientInfo;
import dev.chatp2p.ziti.controller.ControllerClient;
import dev.chatp2p.ziti.controller.LoginFlow;
import dev.chatp2p.ziti.controller.SecondFactorResource;
import dev.chatp2p.ziti.controller.ServiceTerminator;
import dev.chatp2p.ziti.controller.SessionType;
import dev.chatp2p.ziti.identity.TlsFailures;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import dev.chatp2p.ziti.posture.Posture;
import dev.chatp2p.ziti.posture.ThisComputer;
import dev.chatp2p.ziti.router.RouterAddress;
import dev.chatp2p.ziti.router.RouterChannel;
import dev.chatp2p.ziti.router.RouterConnector;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The edge client of one identity: logs in and stays logged in, hosts services, dials peers, lists terminators.
 *
 * <p>Thread-safe; methods that wait are meant for virtual threads and can be interrupted.
 */
public final class ZitiClient implements AutoCloseable {

    /** A router itself gives a host 2 × 5 s; beyond this no answer will come. */
    private static final Duration ROUTER_ANSWER = Duration.ofSeconds(20);

    /** How long a dial waits for routers that we know of before it asks whether there are others. */
    private static final Duration KNOWN_ROUTERS = Duration.ofSeconds(8);

    private final ControllerClient controller;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final RouterPool routers;
    private final ServiceAccess access;
    private final Login login;
    private final Optional<CertificateRenewal> renewal;
    private final Runnable observer;
    private final List<ZitiListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, String> serviceIds = new ConcurrentHashMap<>();
    private final WakeWatch wakeWatch = new WakeWatch(this::woke);
    /** How many wake-ups are being looked after; usually none. */
    private final AtomicInteger waking = new AtomicInteger();
    /** Whether the controller did not answer when it was last asked for terminators. */
    private final AtomicBoolean controllerMissed = new AtomicBoolean();
    /** Written by the login thread: the session that listeners know of; empty while it is in doubt. */
    private volatile String knownSession = "";
    /** Written by the login thread when the first log-in has told it. */
    private volatile Optional<String> name = Optional.empty();

    /**
     * Starts logging in; returns at once.
     *
     * @param observer called, on a thread of this client, whenever {@link #login()} or a listener's state has changed
     */
    public ZitiClient(ZitiIdentity identity, ClientInfo info, Runnable observer) {
        this(identity, info, LoginFlow.AUTO, observer);
    }

    /** The same, with a way to log in. */
    public ZitiClient(ZitiIdentity identity, ClientInfo info, LoginFlow flow, Runnable observer) {
        this(identity, info, flow, observer, InstantSource.system());
    }

    /**
     * As above.
     *
     * @param clock by which the identity's certificate is renewed; nothing else goes by it
     */
    public ZitiClient(ZitiIdentity identity, ClientInfo info, LoginFlow flow, Runnable observer, InstantSource clock) {
        this.controller = new ControllerClient(identity, info, flow);
        this.observer = observer;
        this.routers = new RouterPool(new RouterConnector(
                identity::sslContext,
                (failure, address) -> TlsFailures.explain(failure, address.toString(), ZitiFailure.NO_ROUTER)));
        this.access = new ServiceAccess(controller, new Posture(controller, new ThisComputer()));
        this.login = new Login(controller, random, new LoginObserver());
        this.renewal = identity.renewable()
                .map(certificate -> new CertificateRenewal(certificate, controller, random, clock, login::outdated));
    }

    /** Starts logging in. Call it once. */
    public void start() {
        renewal.ifPresent(CertificateRenewal::start);
        login.start();
        wakeWatch.start();
    }

    private void loginChanged(LoginState state) {
        if (state instanceof LoginState.LoggedIn in && in.trouble().isEmpty()) {
            name = Optional.of(in.session().identityName());
            if (!knownSession.equals(in.session().id())) { // a new one, or the controller is back
                knownSession = in.session().id();
                listeners.forEach(ZitiListener::wake);
            }
            renewal.ifPresent(r -> r.loggedIn(in.session()));
        } else {
            knownSession = "";
        }
        observer.run();
    }

    /** The computer has slept or changed networks: everything is looked after at once rather than when it is due. */
    private void woke() {
        waking.incrementAndGet();
        observer.run();
        login.clockJumped();
        var _ = routers.wake().thenRun(() -> {
            listeners.forEach(ZitiListener::wake);
            waking.decrementAndGet();
            observer.run();
        });
    }

    /** Whether the connections are being looked after because the computer has just woken up or changed networks. */
    public boolean isWaking() {
        return waking.get() > 0;
    }

    /** What the log-in tells. */
    private final class LoginObserver implements Login.Observer {
        @Override
        public void changed(LoginState now) {
            loginChanged(now);
        }

        @Override
        public void renewed(ApiSession session) {
            routers.renewed(session);
        }
    }

    /** The identity's name; empty until the first log-in. */
    public Optional<String> name() {
        return name;
    }

    public LoginState login() {
        return login.state();
    }

    /**
     * Answers the controller's question for a second factor ({@link LoginState.SecondFactorNeeded}).
     *
     * @param code what the authenticator app shows, or a recovery code
     * @throws ZitiException MFA_REQUIRED if the code is wrong (give another one), or what the controller says
     */
    public void answerSecondFactor(String code) throws ZitiException, InterruptedException {
        login.answer(code);
    }

    /**
     * Asks the controller now for what it would be asked for later: more time, or a new token that is told to all routers.
     * Circuits stay. For when something about the identity has changed. Returns at once; does nothing unless logged in.
     */
    public void renewLogin() {
        login.renew();
    }

    /** Something asked of the controller about our second factor. */
    @FunctionalInterface
    public interface SecondFactorCall<T> {
        T ask(SecondFactorResource secondFactor) throws ZitiException, InterruptedException;
    }

    /** Asks the controller about our second factor, or for a change of it; logged in anew if need be. */
    public <T> T secondFactor(SecondFactorCall<T> call) throws ZitiException, InterruptedException {
        ApiSession api = login.await(Deadline.DEFAULT);
        SecondFactorResource secondFactor = new SecondFactorResource(controller);
        try {
            return call.ask(secondFactor);
        } catch (ZitiException e) {
            if (e.failure() != ZitiFailure.SESSION_EXPIRED) {
                throw e;
            }
            login.expired(api);
            login.awaitOther(api, Deadline.DEFAULT);
            return call.ask(secondFactor);
        }
    }

    /** Starts hosting a service; returns at once. Callers who give a name that is not theirs are turned away silently. */
    public ZitiListener host(String service, BindOptions options) {
        return host(service, options, _ -> {});
    }

    /**
     * Starts hosting a service; returns at once.
     *
     * @param refused told which callers were turned away because they gave a name that the router does not know them by;
     *     called on a channel's reader thread, must not wait
     */
    public ZitiListener host(String service, BindOptions options, Consumer<RefusedCaller> refused) {
        ZitiListener listener = new ZitiListener(service, options, login, access, routers, random, observer, refused);
        listeners.removeIf(ZitiListener::isClosed);
        listeners.add(listener);
        listener.start();
        return listener;
    }

    /**
     * Dials a terminator of a service by its name.
     *
     * @param instance the terminator's name
     * @param appData what the host sees with the call
     * @param limit how long it may take in all
     * @throws ZitiException if it did not work, with the reason
     * @throws InterruptedException if the thread was interrupted; nothing is left behind
     */
    public EdgeConnection dial(String service, String instance, byte[] appData, Duration limit)
            throws ZitiException, InterruptedException {
        Deadline deadline = new Deadline(limit);
        ApiSession api = login.awaitNew(deadline.left());
        Function<ServiceAccess.Access, Dialer.Request> request = with -> new Dialer.Request(
                with.session().token(),
                instance,
                api.identityName(),
                appData,
                with.service().encryptionRequired());
        try {
            return dial(api, service, request, deadline, false);
        } catch (ZitiException e) {
            if (!sessionToBlame(e)) {
                throw e;
            }
            ApiSession again = renewed(api, e, deadline);
            return dial(again, service, request, deadline, true);
        }
    }

    private static boolean sessionToBlame(ZitiException e) {
        return e.failure() == ZitiFailure.INVALID_SESSION || e.failure() == ZitiFailure.SESSION_EXPIRED;
    }

    /** A router that hangs up early may not know our API session, or may just have died: the controller tells. */
    private ApiSession renewed(ApiSession api, ZitiException why, Deadline deadline)
            throws ZitiException, InterruptedException {
        if (why.failure() != ZitiFailure.SESSION_EXPIRED) {
            return api;
        }
        try {
            controller.verify();
            return login.await(deadline.left()); // what was verified: the present one
        } catch (ZitiException e) {
            if (e.failure() != ZitiFailure.SESSION_EXPIRED) {
                throw e;
            }
            login.expired(api);
            return login.awaitOther(api, deadline.left());
        }
    }

    private EdgeConnection dial(
            ApiSession api,
            String service,
            Function<ServiceAccess.Access, Dialer.Request> request,
            Deadline deadline,
            boolean fresh)
            throws ZitiException, InterruptedException {
        ServiceAccess.Access with = fresh
                ? access.refreshed(api, service, SessionType.DIAL)
                : access.access(api, service, SessionType.DIAL);
        Set<RouterAddress> failed = new HashSet<>();
        Duration patience = fresh ? deadline.left() : deadline.atMost(KNOWN_ROUTERS);
        try {
            return dial(api, with, request, failed, deadline, patience);
        } catch (ZitiException e) {
            if (fresh || deadline.isOver() || !accessToBlame(e)) {
                throw e;
            }
            ServiceAccess.Access now = askedAgain(api, service, e);
            boolean sameSession = now.session().id().equals(with.session().id());
            if ((sameSession && e.failure() == ZitiFailure.REJECTED) || failed.containsAll(now.routers())) {
                throw e;
            }
            return dial(api, now, request, failed, deadline, deadline.left());
        }
    }

    /** Whether the routers that we know may no longer be the right ones, or the session may be that of a deleted service. */
    private static boolean accessToBlame(ZitiException e) {
        return e.failure() == ZitiFailure.NO_ROUTER
                || e.failure() == ZitiFailure.LOST
                || (e instanceof RefusedException refused && refused.retry() == RefusedException.Retry.ASK);
    }

    private ServiceAccess.Access askedAgain(ApiSession api, String service, ZitiException why)
            throws ZitiException, InterruptedException {
        try {
            return access.refreshed(api, service, SessionType.DIAL);
        } catch (ZitiException e) {
            throw e.failure() == ZitiFailure.CONTROLLER_UNREACHABLE ? why : e;
        }
    }

    /**
     * Dials through one router after the other.
     *
     * @param failed routers not to try; those that fail are added
     * @param patience how long to wait for a channel to any of them
     */
    private EdgeConnection dial(
            ApiSession api,
            ServiceAccess.Access with,
            Function<ServiceAccess.Access, Dialer.Request> request,
            Set<RouterAddress> failed,
            Deadline deadline,
            Duration patience)
            throws ZitiException, InterruptedException {
        Set<RouterAddress> left = new HashSet<>(with.routers());
        left.removeAll(failed);
        while (true) {
            RouterChannel channel = best(left, api, deadline.atMost(patience), failed);
            try {
                return Dialer.dial(channel, request.apply(with), deadline.atMost(ROUTER_ANSWER));
            } catch (ZitiException e) {
                if (e.failure() == ZitiFailure.INVALID_SESSION) {
                    access.forget(with);
                }
                left.remove(channel.address());
                failed.add(channel.address());
                if (!routerToBlame(e, channel) || left.isEmpty() || deadline.isOver()) {
                    throw e;
                }
            }
        }
    }

    private RouterChannel best(Set<RouterAddress> left, ApiSession api, Duration patience, Set<RouterAddress> failed)
            throws ZitiException, InterruptedException {
        try {
            return routers.best(left, api, patience);
        } catch (ZitiException e) {
            if (e.failure() == ZitiFailure.TIMEOUT) { // they may answer yet, but others may be there already
                throw new ZitiException(ZitiFailure.NO_ROUTER, e.sentence(), e);
            }
            failed.addAll(left);
            throw e;
        }
    }

    /** Whether another router may do better: this one is gone, or has lost its controller. */
    private static boolean routerToBlame(ZitiException e, RouterChannel channel) {
        return e.failure() == ZitiFailure.LOST || e.failure() == ZitiFailure.NO_ROUTER || !channel.isOpen();
    }

    /**
     * The service's terminators, all pages. What is read here also tells listeners whether the network still has theirs, and
     * whether the controller is there; so whoever shows who is online watches over the link by the way.
     */
    public List<ServiceTerminator> terminators(String service) throws ZitiException, InterruptedException {
        ApiSession api = login.await(Deadline.DEFAULT);
        long asked = System.nanoTime();
        try {
            List<ServiceTerminator> terminators = terminators(api, service);
            if (controllerMissed.getAndSet(false)) {
                login.check();
                listeners.forEach(ZitiListener::wake);
            }
            listeners.stream().filter(l -> l.service().equals(service)).forEach(l -> l.listed(terminators, asked));
            return terminators;
        } catch (ZitiException e) {
            if (e.failure() == ZitiFailure.CONTROLLER_UNREACHABLE && !controllerMissed.getAndSet(true)) {
                login.check();
            }
            throw e;
        }
    }

    /** How we stand with every router that we know of, by name. Asks nobody. */
    public List<RouterState> routers() {
        Map<RouterAddress, RouterState> states = new HashMap<>();
        for (ZitiListener listener : listeners) {
            listener.hostedBy()
                    .forEach((router, hosting) -> states.merge(
                            router,
                            new RouterState(router, Optional.empty(), false, hosting, Optional.empty()),
                            ZitiClient::both));
        }
        for (RouterChannel channel : routers.channels()) {
            boolean answers = !channel.isSilent();
            long nanos = channel.roundTripNanos();
            Optional<Duration> roundTrip =
                    answers && nanos != Long.MAX_VALUE ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
            RouterState state =
                    new RouterState(channel.address(), Optional.of(channel.routerId()), answers, false, roundTrip);
            states.merge(channel.address(), state, ZitiClient::both);
        }
        return states.values().stream()
                .sorted(Comparator.comparing((RouterState s) -> s.router().name())
                        .thenComparing(s -> s.router().toString()))
                .toList();
    }

    private static RouterState both(RouterState one, RouterState other) {
        return new RouterState(
                one.router(),
                one.id().or(other::id),
                one.connected() || other.connected(),
                one.hosting() || other.hosting(),
                one.roundTrip().or(other::roundTrip));
    }

    /** The controller that is asked first: the one that last answered. */
    public URI controller() {
        return controller.present();
    }

    private List<ServiceTerminator> terminators(ApiSession api, String service)
            throws ZitiException, InterruptedException {
        try {
            return listTerminators(service);
        } catch (ZitiException e) {
            switch (e.failure()) {
                case SESSION_EXPIRED -> {
                    login.expired(api);
                    login.awaitOther(api, Deadline.DEFAULT);
                }
                case NOT_FOUND -> serviceIds.remove(service); // deleted, or created anew with another id
                default -> throw e;
            }
            return listTerminators(service);
        }
    }

    private List<ServiceTerminator> listTerminators(String service) throws ZitiException, InterruptedException {
        String id = serviceIds.get(service);
        if (id == null) {
            id = access.describe(service).id();
            serviceIds.put(service, id);
        }
        return controller.terminators(id);
    }

    /** Stops hosting, closes all circuits, logs out; at most two seconds. Idempotent. */
    @Override
    public void close() {
        wakeWatch.close();
        listeners.forEach(ZitiListener::close);
        routers.close();
        renewal.ifPresent(CertificateRenewal::close);
        login.close();
        controller.close();
    }
}
