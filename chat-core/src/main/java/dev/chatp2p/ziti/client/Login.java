package dev.chatp2p.ziti.client;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.controller.ApiSession;
import dev.chatp2p.ziti.controller.ControllerClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an API session alive: logs in, refreshes at half-life, logs in again when the session is gone
 * ({@code ziti-edge-protocol.md} §4 and §14). One virtual thread does all of it. Thread-safe.
 */
final class Login implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Login.class);

    private static final Duration LOGOUT_LIMIT = Duration.ofMillis(700);
    /** A session is refreshed this often even if it would live longer. */
    private static final Duration LONGEST_REFRESH = Duration.ofMinutes(15);

    private static final Duration SHORTEST_REFRESH = Duration.ofSeconds(5);

    private final ControllerClient controller;
    private final Consumer<LoginState> observer;
    private final Backoff unreachable;
    private final Backoff refused;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Guarded by lock; state is written by the login thread and close().
    private LoginState state = new LoginState.LoggingIn();
    private @Nullable String expiredToken;
    private boolean checkNow;

    private final Thread thread;

    Login(ControllerClient controller, RandomGenerator random, Consumer<LoginState> observer) {
        this.controller = controller;
        this.observer = observer;
        this.unreachable = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1), random);
        this.refused = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5), random);
        this.thread = Thread.ofVirtual().name("ziti-login").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    LoginState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until logged in.
     *
     * @throws ZitiException with the reason of a failed log-in as soon as there is one, or {@link ZitiFailure#TIMEOUT}
     */
    ApiSession await(Duration limit) throws ZitiException, InterruptedException {
        return await("", limit);
    }

    /** As {@link #await}, but for a session other than one that is known to be gone. */
    ApiSession awaitOther(ApiSession gone, Duration limit) throws ZitiException, InterruptedException {
        return await(gone.token(), limit);
    }

    private ApiSession await(String goneToken, Duration limit) throws ZitiException, InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                switch (state) {
                    case LoginState.LoggedIn in
                    when !in.session().token().equals(goneToken) -> {
                        return in.session();
                    }
                    case LoginState.Failed failed -> throw failed.why().again();
                    case LoginState.SecondFactorNeeded _ ->
                        throw new ZitiException(
                                ZitiFailure.MFA_REQUIRED,
                                "The network asks for a second factor. Give the code of your authenticator app.");
                    case LoginState.Closed _ -> throw new ZitiException(ZitiFailure.CLOSED, "Logged out.");
                    case LoginState.LoggedIn _, LoginState.LoggingIn _ -> {
                        if (left <= 0) {
                            throw new ZitiException(
                                    ZitiFailure.TIMEOUT, "The controller has not answered the log-in yet. Try again.");
                        }
                        left = changed.awaitNanos(left);
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives the second factor that is asked for. */
    void answer(String code) throws ZitiException, InterruptedException {
        log.debug("a second factor of {} characters", code.length());
        await(Duration.ZERO); // says MFA_REQUIRED as long as nothing sends the code
    }

    /** Somebody was told that this session is gone. */
    void expired(ApiSession session) {
        lock.lock();
        try {
            expiredToken = session.token();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Somebody has reason to doubt the session: asks the controller now. */
    void check() {
        lock.lock();
        try {
            checkNow = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!isClosed()) {
                try {
                    ApiSession session = controller.login();
                    if (session.mfaRequired()) {
                        throw new ZitiException(
                                ZitiFailure.MFA_REQUIRED,
                                "This identity asks for a second factor, which this version cannot answer yet.");
                    }
                    unreachable.reset();
                    refused.reset();
                    set(new LoginState.LoggedIn(session, Optional.empty()));
                    keepAlive(session);
                    set(new LoginState.LoggingIn());
                } catch (ZitiException e) {
                    Duration pause = pauseAfter(e);
                    log.info("log-in failed: {}; next attempt in {} s", e.sentence(), pause.toSeconds());
                    set(new LoginState.Failed(e, pause));
                    pause(pause, null);
                }
            }
        } catch (InterruptedException e) {
            log.debug("log-in ended");
        }
    }

    private Duration pauseAfter(ZitiException e) {
        return switch (e.failure()) {
            case CONTROLLER_UNREACHABLE, TIMEOUT, LOST -> unreachable.next();
            default -> refused.next();
        };
    }

    /** Returns when the session is gone and a new one is needed. */
    private void keepAlive(ApiSession session) throws InterruptedException {
        Duration next = halfLife(session);
        while (!isClosed()) {
            if (pause(next, session.token()) == Wake.EXPIRED) {
                return;
            }
            try {
                ApiSession refreshed = controller.refresh();
                unreachable.reset();
                next = halfLife(refreshed);
                set(new LoginState.LoggedIn(session, Optional.empty()));
            } catch (ZitiException e) {
                if (e.failure() == ZitiFailure.SESSION_EXPIRED) {
                    log.info("the session has expired, logging in again");
                    return;
                }
                next = unreachable.next();
                set(new LoginState.LoggedIn(session, Optional.of(e)));
            }
        }
    }

    private static Duration halfLife(ApiSession session) {
        Duration half = Duration.between(Instant.now(), session.expiresAt()).dividedBy(2);
        if (half.compareTo(SHORTEST_REFRESH) < 0) { // also when the clocks differ
            return SHORTEST_REFRESH;
        }
        return half.compareTo(LONGEST_REFRESH) > 0 ? LONGEST_REFRESH : half;
    }

    private enum Wake {
        TIME,
        CHECK,
        EXPIRED
    }

    private Wake pause(Duration time, @Nullable String token) throws InterruptedException {
        long left = time.toNanos();
        lock.lockInterruptibly();
        try {
            while (left > 0) {
                if (token != null && token.equals(expiredToken)) {
                    return Wake.EXPIRED;
                }
                if (checkNow) {
                    checkNow = false;
                    return Wake.CHECK;
                }
                left = changed.awaitNanos(left);
            }
            return Wake.TIME;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        return state() instanceof LoginState.Closed;
    }

    private void set(LoginState next) {
        lock.lock();
        try {
            if (state instanceof LoginState.Closed || state.equals(next)) {
                return;
            }
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        observer.accept(next);
    }

    /** Logs out, waiting at most {@link #LOGOUT_LIMIT} for the controller. Idempotent. */
    @Override
    public void close() {
        boolean loggedIn = state() instanceof LoginState.LoggedIn;
        set(new LoginState.Closed());
        thread.interrupt();
        if (!loggedIn) {
            return;
        }
        Thread logout = Thread.ofVirtual().name("ziti-logout").start(() -> {
            try {
                controller.logout();
            } catch (ZitiException | InterruptedException e) {
                log.debug("not logged out: {}", e.toString());
            }
        });
        try {
            if (!logout.join(LOGOUT_LIMIT)) {
                logout.interrupt();
            }
        } catch (InterruptedException e) {
            logout.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
