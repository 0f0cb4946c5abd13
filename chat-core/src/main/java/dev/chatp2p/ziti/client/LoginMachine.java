package dev.chatp2p.ziti.client;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.controller.ApiSession;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to log in, to refresh, to ask whether all is well, and to leave the controller alone: {@code docs/login.md} draws it.
 * Only decides: {@link #next} says what to do, the methods below it are told what came of it. Times are nanoseconds since any
 * moment, the same for all calls, and do not go back. Not thread-safe.
 */
final class LoginMachine {

    /** What to do now. */
    sealed interface Step {

        record LogIn() implements Step {}

        /** Ask whether the session still holds. */
        record Verify() implements Step {}

        /** Ask for more time, or another token. */
        record Refresh() implements Step {}

        /** Ask which controllers there are. */
        record FindControllers() implements Step {}

        /** Nothing for so long, if nothing happens. */
        record Wait(Duration time) implements Step {}

        record End() implements Step {}
    }

    private static final long NEVER = Long.MAX_VALUE;
    /** So long ago that it does not matter; differences with it do not overflow. */
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private static final long LONGEST_WAIT = Duration.ofHours(1).toNanos();

    /** How soon an attempt may follow the last one, whoever asks for it. */
    private static final long BREATH = Duration.ofSeconds(1).toNanos();
    /** The same when the controller had refused. */
    private static final long BREATH_AFTER_REFUSAL = Duration.ofSeconds(5).toNanos();
    /** Two log-ins in a row are fine, a third one so soon would be a loop. */
    private static final long TWO_LOGINS = Duration.ofSeconds(10).toNanos();

    private static final long SHORTEST_REFRESH = Duration.ofSeconds(5).toNanos();
    /** A session is refreshed this often even if it would live longer. */
    private static final long LONGEST_REFRESH = Duration.ofMinutes(15).toNanos();

    private static final double REFRESH_JITTER = 0.1;

    /** How long a controller that cannot be reached is tried often. */
    private static final long FIRST_MINUTE = Duration.ofMinutes(1).toNanos();

    private static final long CONTROLLERS_AGAIN = Duration.ofHours(1).toNanos();
    /** A cluster that is just coming up, or has just lost a member, may name more of them in a minute. */
    private static final long CONTROLLERS_SOON = Duration.ofMinutes(1).toNanos();

    private static final int SOON_TIMES = 3;

    private final RandomGenerator random;
    private final Backoff unreachableAtFirst;
    private final Backoff unreachable;
    private final Backoff refused;
    private final Backoff trouble;

    private LoginState state = new LoginState.LoggingIn();
    /** Before it, nothing is asked. */
    private long notBefore;

    private long lastAttempt = LONG_AGO;
    private long loginBefore = LONG_AGO;
    private long lastLogin = LONG_AGO;
    private long unreachableSince = NEVER;
    // While logged in.
    private long refreshAt = NEVER;
    private long verifyAt = NEVER;
    private long findAt = NEVER;
    /** When the present token replaced another one of the same session. */
    private long renewedAt = LONG_AGO;
    /** When the present token ends if it is not renewed. */
    private long endsAt = NEVER;
    /** Somebody was told that the present token is no use, so it is to be renewed. */
    private boolean refusedToken;
    /** And that could not be done. */
    private boolean notRenewed;
    /** How often to ask for the controllers soon again. */
    private int soonLeft;

    private boolean failedOver;

    LoginMachine(RandomGenerator random) {
        this.random = random;
        this.unreachableAtFirst = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4), random);
        this.unreachable = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1), random);
        this.refused = new Backoff(Duration.ofMillis(6300), Duration.ofMinutes(1), random); // 5 s and more, with jitter
        this.trouble = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5), random);
    }

    LoginState state() {
        return state;
    }

    /** What to do at that time; tell what came of it before asking again. */
    Step next(long now) {
        return switch (state) {
            case LoginState.Closed _ -> new Step.End();
            case LoginState.SecondFactorNeeded _ -> waitUntil(NEVER, now);
            case LoginState.LoggingIn _, LoginState.Failed _ ->
                now >= notBefore ? new Step.LogIn() : waitUntil(notBefore, now);
            case LoginState.LoggedIn _ -> nextLoggedIn(now);
        };
    }

    private Step nextLoggedIn(long now) {
        if (now >= notBefore) {
            if (now >= refreshAt) {
                return new Step.Refresh();
            }
            if (now >= verifyAt) {
                return new Step.Verify();
            }
            if (now >= findAt) {
                return new Step.FindControllers();
            }
        }
        return waitUntil(Math.max(notBefore, Math.min(refreshAt, Math.min(verifyAt, findAt))), now);
    }

    private static Step waitUntil(long then, long now) {
        return new Step.Wait(Duration.ofNanos(then == NEVER ? LONGEST_WAIT : Math.min(LONGEST_WAIT, then - now)));
    }

    // ---- what came of it

    /**
     * The log-in has worked, or the second factor was taken.
     *
     * @param life how long the session lives from now on
     */
    void loggedIn(ApiSession session, Duration life, long now) {
        if (isClosed()) {
            return;
        }
        loginBefore = lastLogin;
        lastLogin = now;
        if (session.mfaRequired()) {
            askForSecondFactor(now);
            return;
        }
        findAt = now;
        soonLeft = SOON_TIMES;
        failedOver = false;
        holds(session, now);
        refreshAt = now + halfLife(life);
        renewedAt = LONG_AGO;
        hasToken(life, now);
    }

    private void hasToken(Duration life, long now) {
        endsAt = now + life.toNanos();
        refusedToken = false;
        notRenewed = false;
    }

    private void askForSecondFactor(long now) {
        lastAttempt = now;
        reached();
        state = new LoginState.SecondFactorNeeded(Optional.empty());
    }

    /** The session holds, says the controller. */
    private void holds(ApiSession session, long now) {
        lastAttempt = now;
        notBefore = now;
        verifyAt = NEVER;
        reached();
        state = new LoginState.LoggedIn(session, Optional.empty());
    }

    private void reached() {
        unreachableSince = NEVER;
        unreachableAtFirst.reset();
        unreachable.reset();
        refused.reset();
        trouble.reset();
    }

    /** The log-in has failed. */
    void loginFailed(ZitiException why, long now) {
        if (isClosed()) {
            return;
        }
        lastAttempt = now;
        Duration pause = pauseAfter(why, now);
        notBefore = now + pause.toNanos();
        state = new LoginState.Failed(why, pause);
    }

    private Duration pauseAfter(ZitiException why, long now) {
        if (!isUnreachable(why)) {
            return refused.next();
        }
        if (unreachableSince == NEVER) {
            unreachableSince = now;
        }
        return now - unreachableSince < FIRST_MINUTE ? unreachableAtFirst.next() : unreachable.next();
    }

    private static boolean isUnreachable(ZitiException why) {
        return switch (why.failure()) {
            case CONTROLLER_UNREACHABLE, TIMEOUT, LOST -> true;
            default -> false;
        };
    }

    /** Whether the controller itself has said no, or something that stands in its place. */
    private static boolean isAnswer(ZitiException why) {
        return switch (why.failure()) {
            case NOT_FOUND, NOT_ALLOWED, PROTOCOL, LOGIN_REFUSED -> true;
            default -> false;
        };
    }

    /** The second factor was not taken; the question is still open. */
    void secondFactorRefused(ZitiException why) {
        if (state instanceof LoginState.SecondFactorNeeded) {
            state = new LoginState.SecondFactorNeeded(Optional.of(why));
        }
    }

    /** Verifying or refreshing has worked. */
    void holds(ApiSession session, Duration life, long now) {
        if (!(state instanceof LoginState.LoggedIn before)) {
            return;
        }
        if (session.mfaRequired()) {
            askForSecondFactor(now);
            return;
        }
        boolean renewed = session.kind() == ApiSession.Kind.LEGACY
                || !session.token().equals(before.session().token());
        long half = now + halfLife(life);
        // Of a token that stays, less is left than was thought if this computer has slept.
        refreshAt = renewed ? half : Math.min(refreshAt, half);
        if (renewed) {
            renewedAt = now;
            hasToken(life, now);
        }
        holds(session, now);
    }

    private long halfLife(Duration life) {
        long half = Backoff.spread(life.dividedBy(2), REFRESH_JITTER, random).toNanos();
        return Math.clamp(half, SHORTEST_REFRESH, LONGEST_REFRESH); // the shortest also when clocks differ
    }

    /**
     * Verifying or refreshing has failed, for a reason other than that the session is gone. What is no use any more and is not
     * renewed by a controller that answers is not worth keeping.
     */
    void notReached(ZitiException why, long now) {
        if (state instanceof LoginState.LoggedIn before) {
            boolean useless = refusedToken || now - endsAt >= 0;
            if (useless && isAnswer(why)) {
                logInAgain(now);
                return;
            }
            notRenewed = refusedToken;
            lastAttempt = now;
            notBefore = now + trouble.next().toNanos();
            verifyAt = notBefore;
            state = new LoginState.LoggedIn(before.session(), Optional.of(why));
        }
    }

    /** The controller does not give more time: the session is gone. */
    void refreshRefused(long now) {
        if (state instanceof LoginState.LoggedIn) {
            logInAgain(now);
        }
    }

    /**
     * Asked for the controllers, with whatever result.
     *
     * @param known how many are known now
     */
    void askedForControllers(int known, long now) {
        boolean soon = soonLeft > 0 && (known <= 1 || failedOver);
        if (soon) {
            soonLeft--;
        }
        findAt = now + (soon ? CONTROLLERS_SOON : CONTROLLERS_AGAIN);
    }

    /** Another controller answers than did before. */
    void failedOver(long now) {
        if (state instanceof LoginState.LoggedIn) {
            failedOver = true;
            soonLeft = SOON_TIMES - 1; // after those that findAt stands for
            findAt = Math.min(findAt, now + CONTROLLERS_SOON);
        }
    }

    // ---- what others notice

    /** Somebody was told that a session is gone. */
    void expired(ApiSession session, long now) {
        boolean present =
                state instanceof LoginState.LoggedIn in && in.session().token().equals(session.token());
        if (!present) {
            return;
        }
        boolean renewable = session.kind() == ApiSession.Kind.OIDC
                && now - renewedAt >= BREATH_AFTER_REFUSAL
                && !notRenewed; // the controller answers, and yet there is no new token
        if (renewable) {
            refusedToken = true;
            refreshAt = now;
            notBefore = now;
        } else {
            logInAgain(now);
        }
    }

    /** A session works, but a new token of it would not do: it belongs to a certificate that has been renewed. */
    void outdated(ApiSession session, long now) {
        if (state instanceof LoginState.LoggedIn in && in.session().id().equals(session.id())) {
            logInAgain(now);
        }
    }

    private void logInAgain(long now) {
        notBefore = Math.max(now, loginBefore + TWO_LOGINS);
        state = new LoginState.LoggingIn();
    }

    /** Somebody has reason to doubt the session, or to hope that the controller is back. */
    void check(long now) {
        switch (state) {
            case LoginState.Failed failed -> {
                long breath = isUnreachable(failed.why()) ? BREATH : BREATH_AFTER_REFUSAL;
                notBefore = Math.min(notBefore, Math.max(now, lastAttempt + breath));
            }
            case LoginState.LoggedIn _ -> {
                long soonest = Math.max(now, lastAttempt + BREATH);
                notBefore = Math.min(notBefore, soonest);
                verifyAt = Math.min(verifyAt, soonest);
            }
            case LoginState.LoggingIn _, LoginState.SecondFactorNeeded _, LoginState.Closed _ -> {
                // under way, or not ours to hurry
            }
        }
    }

    /** Something about the identity has changed: what the controller gave is to be renewed. */
    void renew(long now) {
        refreshAt = now;
    }

    /** This computer was asleep: what seemed to have time may be due, and a controller that was away may be back. */
    void clockJumped(long now) {
        reached();
        check(now);
    }

    /** For good. */
    void close() {
        state = new LoginState.Closed();
    }

    private boolean isClosed() {
        return state instanceof LoginState.Closed;
    }
}
