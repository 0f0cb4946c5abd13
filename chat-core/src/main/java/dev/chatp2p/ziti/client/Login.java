package dev.chatp2p.ziti.client;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.controller.ApiSession;
import dev.chatp2p.ziti.controller.ControllerClient;
import dev.chatp2p.ziti.controller.SecondFactorCode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs in and stays logged in ({@code ziti-edge-protocol.md} §4, §5 and §14): does what a {@link LoginMachine} decides, on one
 * virtual thread. Only a second factor is given by whoever has it. Thread-safe.
 */
final class Login implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Login.class);

    private static final Duration LOGOUT_LIMIT = Duration.ofMillis(700);

    /** Who is told; the calls come from the log-in's thread and from those that answer or close. */
    interface Observer {

        /** The state is another one now. */
        void changed(LoginState now);

        /** An OIDC session has a new token; the old one works for a while yet. Before {@link #changed}. */
        void renewed(ApiSession session);
    }

    private final ControllerClient controller;
    private final Observer observer;
    private final long start = System.nanoTime();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by lock. */
    private final LoginMachine machine;

    private final Thread thread;

    Login(ControllerClient controller, RandomGenerator random, Observer observer) {
        this.controller = controller;
        this.observer = observer;
        this.machine = new LoginMachine(random);
        this.thread = Thread.ofVirtual().name("ziti-login").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    LoginState state() {
        lock.lock();
        try {
            return machine.state();
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

    /**
     * As {@link #await}, for a person who waits: a log-in that has failed is tried again at once, and what comes of that
     * counts.
     */
    ApiSession awaitNew(Duration limit) throws ZitiException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        if (state() instanceof LoginState.Failed known) {
            check();
            lock.lockInterruptibly();
            try {
                long left = end - System.nanoTime();
                while (machine.state().equals(known) && left > 0) {
                    left = changed.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }
        return await(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }

    /** As {@link #await}, but for a session, or a token of it, other than one that is known to be gone. */
    ApiSession awaitOther(ApiSession gone, Duration limit) throws ZitiException, InterruptedException {
        return await(gone.token(), limit);
    }

    private ApiSession await(String goneToken, Duration limit) throws ZitiException, InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                switch (machine.state()) {
                    case LoginState.LoggedIn in
                    when !in.session().token().equals(goneToken) -> {
                        return in.session();
                    }
                    case LoginState.Failed failed -> throw failed.why().again();
                    case LoginState.SecondFactorNeeded _ ->
                        throw new ZitiException(ZitiFailure.MFA_REQUIRED, SecondFactorCode.QUESTION);
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

    /**
     * Gives the second factor that is asked for; returns once the controller has taken it. Does nothing when logged in.
     *
     * @throws ZitiException MFA_REQUIRED if the code is wrong, or why there is no log-in to complete
     */
    void answer(String code) throws ZitiException, InterruptedException {
        if (!(state() instanceof LoginState.SecondFactorNeeded)) {
            try {
                await(Deadline.DEFAULT);
                return;
            } catch (ZitiException e) {
                if (e.failure() != ZitiFailure.MFA_REQUIRED) {
                    throw e;
                }
            }
        }
        try {
            ApiSession session = controller.answer(code);
            tell(now -> machine.loggedIn(session, life(session), now));
        } catch (ZitiException e) {
            switch (e.failure()) {
                case MFA_REQUIRED -> tell(_ -> machine.secondFactorRefused(e));
                case LOGIN_REFUSED -> tell(now -> machine.loginFailed(e, now));
                default -> log.debug("the second factor could not be given: {}", e.sentence());
            }
            throw e;
        }
    }

    /** Somebody was told that this session is gone. */
    void expired(ApiSession session) {
        tell(now -> machine.expired(session, now));
    }

    /** The identity has a new certificate, and this session goes by the one before. */
    void outdated(ApiSession session) {
        tell(now -> machine.outdated(session, now));
    }

    /** Somebody has reason to doubt the session, or to hope that the controller can be reached: asks it now. */
    void check() {
        tell(machine::check);
    }

    /** Something about the identity has changed: refreshes now. */
    void renew() {
        tell(machine::renew);
    }

    /** This computer was asleep, or its clock was set. */
    void clockJumped() {
        tell(machine::clockJumped);
    }

    private void run() {
        URI before = controller.present();
        try {
            while (true) {
                URI present = controller.present();
                if (!present.equals(before)) {
                    before = present;
                    tell(machine::failedOver);
                }
                LoginMachine.Step next = next();
                if (next instanceof LoginMachine.Step.End) {
                    return;
                }
                step(next);
            }
        } catch (InterruptedException e) {
            log.debug("log-in ended");
        }
    }

    private void step(LoginMachine.Step step) throws InterruptedException {
        try {
            switch (step) {
                case LoginMachine.Step.LogIn _ -> logIn();
                case LoginMachine.Step.Verify _ -> verify();
                case LoginMachine.Step.Refresh _ -> refresh();
                case LoginMachine.Step.FindControllers _ -> findControllers();
                case LoginMachine.Step.Wait _, LoginMachine.Step.End _ -> {
                    // not for here
                }
            }
        } catch (RuntimeException e) { // a mistake of ours; without this thread nobody would ever log in again
            log.error("a step of the log-in failed", e);
            ZitiException why = new ZitiException(
                    ZitiFailure.PROTOCOL, "Logging in failed by a mistake of this program. It is tried again.", e);
            tell(now -> {
                if (machine.state() instanceof LoginState.LoggedIn) {
                    machine.notReached(why, now);
                } else {
                    machine.loginFailed(why, now);
                }
            });
        }
    }

    /** Waits for something to do. */
    private LoginMachine.Step next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            LoginMachine.Step next = machine.next(now());
            while (next instanceof LoginMachine.Step.Wait pause) {
                var _ = changed.awaitNanos(pause.time().toNanos());
                next = machine.next(now());
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void logIn() throws InterruptedException {
        try {
            ApiSession session = controller.login();
            tell(now -> machine.loggedIn(session, life(session), now));
        } catch (ZitiException e) {
            tell(now -> machine.loginFailed(e, now));
            log.info("log-in failed: {}", e.sentence());
        }
    }

    private void verify() throws InterruptedException {
        try {
            ApiSession session = controller.verify();
            tell(now -> machine.holds(session, life(session), now));
        } catch (ZitiException e) {
            notVerified(e);
        }
    }

    private void notVerified(ZitiException e) {
        if (e.failure() == ZitiFailure.SESSION_EXPIRED && state() instanceof LoginState.LoggedIn in) {
            log.info("the session has expired");
            tell(now -> machine.expired(in.session(), now));
        } else {
            tell(now -> machine.notReached(e, now));
        }
    }

    private void refresh() throws InterruptedException {
        try {
            ApiSession session = controller.refresh();
            boolean renewed = session.kind() == ApiSession.Kind.OIDC && !session.mfaRequired();
            if (renewed) {
                observer.renewed(session);
            }
            tell(now -> machine.holds(session, life(session), now));
        } catch (ZitiException e) {
            if (e.failure() == ZitiFailure.SESSION_EXPIRED) {
                log.info("the session cannot be renewed, logging in again");
                tell(machine::refreshRefused);
            } else {
                tell(now -> machine.notReached(e, now));
            }
        }
    }

    private void findControllers() throws InterruptedException {
        try {
            List<URI> known = controller.findControllers();
            log.debug("controllers: {}", known);
        } catch (ZitiException e) {
            log.debug("no list of controllers: {}", e.sentence());
        }
        int known = controller.controllers().size();
        tell(now -> machine.askedForControllers(known, now));
    }

    private static Duration life(ApiSession session) {
        return Duration.between(Instant.now(), session.expiresAt());
    }

    private long now() {
        return System.nanoTime() - start;
    }

    private interface Event {
        void at(long now);
    }

    private void tell(Event event) {
        LoginState before;
        LoginState after;
        lock.lock();
        try {
            before = machine.state();
            event.at(now());
            after = machine.state();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!after.equals(before)) {
            observer.changed(after);
        }
    }

    /** Logs out, waiting at most {@link #LOGOUT_LIMIT} for the controller. Idempotent. */
    @Override
    public void close() {
        LoginState before = state();
        tell(_ -> machine.close());
        thread.interrupt();
        boolean open = before instanceof LoginState.LoggedIn || before instanceof LoginState.SecondFactorNeeded;
        if (!open) {
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
