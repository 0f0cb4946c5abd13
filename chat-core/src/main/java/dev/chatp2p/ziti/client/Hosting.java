package dev.chatp2p.ziti.client;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.circuit.RefusedException;
import dev.chatp2p.ziti.controller.ServiceTerminator;
import dev.chatp2p.ziti.router.RouterAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a service is kept hosted on several routers ({@code ziti-edge-protocol.md} §10.3 and §14; drawn in
 * {@code docs/link.md}). A plain state machine: no clock, no threads, no I/O. Its methods take what happened and the time
 * (nanoseconds of one clock); {@link #step} says what to do, {@link #untilNext} when to ask again. Belongs to one thread.
 *
 * <p>Every router has a slot; every try to bind through it is an attempt with a number of its own, so that news about an
 * attempt that was given up are not taken for news about its successor.
 */
final class Hosting {

    /** An attempt that takes longer than this does not keep another router from being asked. */
    static final Duration PATIENCE = Duration.ofSeconds(3);
    /** A router that was bound, or new, not longer ago than this is tried again within {@link #QUICK}. */
    static final Duration QUICK_PHASE = Duration.ofMinutes(2);
    /** The longest pause while a router may be restarting, or since shortly nobody can reach us at all. */
    static final Duration QUICK = Duration.ofSeconds(3);
    /** When nobody could reach us for longer than this, the pauses grow. */
    static final Duration SHORTLY_ALONE = Duration.ofMinutes(5);
    /** The longest pause when nobody could reach us for longer. */
    static final Duration LONGEST_ALONE = Duration.ofSeconds(30);
    /** A terminator that was taken away before it had stood for so long counts as short-lived. */
    static final Duration STEADY = Duration.ofSeconds(30);
    /** After so many short-lived terminators in a row the router is left alone like one that fails. */
    static final int MANY_SHORT_LIVED = 4;

    static final Duration LONGEST = Duration.ofMinutes(1);
    /** The longest pause when the network said no: somebody has to change something first. */
    static final Duration LONGEST_REFUSED = Duration.ofMinutes(5);
    /** A router that is no longer listed is still tried for so long: a restart takes it off the list as well. */
    static final Duration REMEMBERED = Duration.ofMinutes(10);
    /** The list of routers is not asked for more often, unless no router is left. */
    static final Duration REFRESH = Duration.ofSeconds(30);

    static final Duration SLOWEST_REFRESH = Duration.ofMinutes(5);
    static final Duration ALL_WELL = Duration.ofMinutes(30);
    /** A terminator has to be missing in so many looks at the controller's list. */
    static final int MISSED_LOOKS = 2;
    /** Others have to be seen under our name in so many looks, and for so long. */
    static final int SHARED_LOOKS = 3;

    static final Duration SHARED = Duration.ofSeconds(30);

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration FIRST_REFUSED = Duration.ofSeconds(5);
    private static final double JITTER = 0.2;

    /** What to do. */
    sealed interface Order {
        /** Ask for permission and routers; {@link #granted} or {@link #denied} has to follow. */
        record Ask() implements Order {}

        /** Bind through a router; {@link #online} or {@link #failed} has to follow. */
        record Bind(long attempt, RouterAddress router) implements Order {}

        /** Take a terminator away, or give an attempt up. */
        record Drop(long attempt) implements Order {}
    }

    /** How far an attempt has got; a slot without one is IDLE. */
    enum Phase {
        CONNECTING,
        BINDING,
        ESTABLISHING,
        ONLINE
    }

    private static final class Attempt {
        private final long id;
        private final String apiSession;
        private Phase phase = Phase.CONNECTING;
        /** When it started, or when it got online. */
        private long since;

        private boolean silent;
        /** The router has replaced it by its successor, which is not confirmed yet. */
        private boolean superseded;

        private String routerId = "";
        private int missed;

        Attempt(long id, String apiSession, long now) {
            this.id = id;
            this.apiSession = apiSession;
            this.since = now;
        }
    }

    private static final class Slot {
        private final RouterAddress router;
        private boolean listed = true;
        /** When there was last reason to think well of this router. */
        private long goodAt;

        private int failures;
        /** How many terminators in a row were taken away again before they had stood for {@link #STEADY}. */
        private int shortLived;
        /** How often running our terminator was missing in the controller's list. */
        private int forgotten;
        /** Whether it said no, rather than nothing. */
        private boolean refused;

        private long notBefore;
        private @Nullable Attempt online;
        private @Nullable Attempt pending;

        Slot(RouterAddress router, long now) {
            this.router = router;
            this.goodAt = now;
            this.notBefore = now;
        }

        boolean isIdle() {
            return online == null && pending == null;
        }

        /** A terminator of it is gone. */
        void ended(Attempt bound, ZitiFailure why, long now) {
            if (now - bound.since >= STEADY.toNanos()) {
                shortLived = 0;
            } else if (isTakenAway(why)) {
                shortLived++;
            }
            goodAt = now;
        }

        /** Rather than lost with its channel, as happens to a router that restarts or a network that comes and goes. */
        private static boolean isTakenAway(ZitiFailure why) {
            return switch (why) {
                case LOST, CLOSED, NO_ROUTER, TIMEOUT, SESSION_EXPIRED -> false;
                default -> true;
            };
        }

        boolean isUnsteady() {
            return shortLived > MANY_SHORT_LIVED;
        }

        boolean isReachable() {
            return online != null && !online.silent;
        }
    }

    private final int max;
    private final RandomGenerator random;
    private final Map<RouterAddress, Slot> slots = new LinkedHashMap<>();
    private final List<Order> drops = new ArrayList<>();
    private long attempts;

    /** Whether there is a service session to bind with, and of which API session. */
    private boolean permitted;

    private String apiSession = "";
    /** The log-in there is, as far as we were told. */
    private String newestSession = "";

    private boolean asking;
    private int askFailures;
    private int refreshes;
    private Duration refreshPause = REFRESH;
    private Duration urgentPause = REFRESH;
    private long askedAt;
    /** Earlier than the refresh that is due anyway; empty if there is no need. */
    private Optional<Long> askAt;

    /** Since when nobody can reach us, as far as {@link #step} has seen. */
    private long aloneSince;

    private boolean alone = true;

    /** Somebody else holds our name; how often that was said, and when last. */
    private boolean nameTaken;

    private int nameRefusals;
    private long nameRefusedAt;
    private int sharedLooks;
    private long sharedSince;
    private Optional<ZitiException> problem = Optional.empty();

    /**
     * @param max on how many routers at most
     */
    Hosting(int max, RandomGenerator random, long now) {
        this.max = max;
        this.random = random;
        this.askedAt = now;
        this.aloneSince = now;
        this.askAt = Optional.of(now);
    }

    // ---- what happened

    /** We may host, through these routers, with a service session of this API session. */
    void granted(String ofApiSession, Collection<RouterAddress> routers, long now) {
        asking = false;
        if (askFailures > 0) { // the controller is back
            slots.values().forEach(s -> startOver(s, now));
            tryAllNow(now);
        }
        askFailures = 0;
        askAt = Optional.empty();
        askedAt = now;
        apiSession = ofApiSession;
        if (!newestSession.isEmpty() && !newestSession.equals(ofApiSession)) { // asked before the new log-in
            permitted = false;
            askAt = Optional.of(now);
            return;
        }
        permitted = true;
        Set<RouterAddress> listed = new HashSet<>(routers);
        for (RouterAddress router : routers) {
            Slot slot = slots.computeIfAbsent(router, r -> new Slot(r, now));
            if (!slot.listed) { // it is back
                slot.goodAt = now;
                tryNow(slot, now);
            }
        }
        slots.values().forEach(s -> s.listed = listed.contains(s.router));
        slots.values().removeIf(s -> s.isIdle() && !s.listed && now - s.goodAt > REMEMBERED.toNanos());
        urgentPause = Duration.ofMillis(5000 + random.nextInt(10_000));
        refreshPause = jittered(Backoff.grown(REFRESH, 1.5, refreshes++, SLOWEST_REFRESH), 0.5);
    }

    /** Permission or routers could not be had just now. What is known already is still used, unless the answer was no. */
    void denied(ZitiException why, long now) {
        asking = false;
        askFailures++;
        boolean no = switch (why.failure()) {
            case NOT_FOUND, NOT_ALLOWED, POSTURE -> true;
            default -> false;
        };
        permitted &= !no;
        Duration pause = Backoff.grown(
                no ? FIRST_REFUSED : Duration.ofSeconds(2),
                2,
                askFailures - 1,
                !no && reachable() == 0 ? Duration.ofSeconds(15) : LONGEST);
        askAt = Optional.of(now + jittered(pause, JITTER).toNanos());
        problem = Optional.of(why);
    }

    /** There is another log-in: what was permitted is bound to the old one. What is bound stays until it is replaced. */
    void loggedIn(String newApiSession, long now) {
        newestSession = newApiSession;
        if (!newApiSession.equals(apiSession)) {
            permitted = false;
            askAt = Optional.of(now);
        }
    }

    void progressed(long attempt, Phase phase) {
        find(attempt).ifPresent(a -> a.phase = phase);
    }

    /** An attempt has been confirmed by the network. */
    void online(long attempt, String routerId, long now) {
        Optional<Slot> found = slot(s -> s.pending != null && s.pending.id == attempt);
        if (found.isEmpty()) {
            drops.add(new Order.Drop(attempt)); // given up meanwhile
            return;
        }
        Slot slot = found.get();
        boolean goodNews = slot.failures > 0 || reachable() == 0;
        Attempt before = slot.online;
        Attempt bound = slot.pending;
        if (before != null && !before.superseded) {
            drops.add(new Order.Drop(before.id));
        }
        if (bound != null) {
            bound.phase = Phase.ONLINE;
            bound.since = now;
            bound.routerId = routerId;
        }
        slot.online = bound;
        slot.pending = null;
        slot.failures = 0;
        slot.refused = false;
        slot.goodAt = now;
        nameTaken = false;
        problem = problem.filter(p -> p.failure() != ZitiFailure.NAME_IN_USE);
        if (reachable() >= Math.min(max, slots.size())) {
            problem = Optional.empty();
        }
        if (goodNews) {
            tryAllNow(now);
        }
    }

    /** An attempt came to nothing. */
    void failed(long attempt, ZitiException why, long now) {
        slot(s -> s.pending != null && s.pending.id == attempt).ifPresent(slot -> {
            long started = slot.pending == null ? now : slot.pending.since;
            slot.pending = null;
            if (slot.online != null && slot.online.superseded) {
                slot.ended(slot.online, why.failure(), now);
                slot.online = null;
            }
            backOff(slot, why, started, now);
        });
    }

    /** A terminator is gone. */
    void lost(long attempt, ZitiException why, long now) {
        slot(s -> s.online != null && s.online.id == attempt).ifPresent(slot -> {
            slot.goodAt = now;
            refreshes = 0;
            refreshPause = REFRESH;
            if (slot.pending != null && slot.online != null && slot.pending.phase != Phase.CONNECTING) {
                slot.online.superseded = true; // routers do that when its successor binds
                return;
            }
            if (slot.online != null) {
                slot.ended(slot.online, why.failure(), now);
            }
            slot.online = null;
            if (slot.pending == null) {
                backOff(slot, why, now, now);
            }
            if (reachable() == 0) {
                long soon = now + jittered(QUICK, JITTER).toNanos();
                slots.values().stream()
                        .filter(s -> !s.refused && !s.isUnsteady())
                        .forEach(s -> s.notBefore = Math.min(s.notBefore, soon));
            }
        });
    }

    /** The router of an attempt does not answer although the connection stands, or answers again. */
    void silent(long attempt, boolean silent, long now) {
        find(attempt).ifPresent(a -> {
            a.silent = silent;
            if (silent) {
                problem = Optional.of(new ZitiException(
                        ZitiFailure.NO_ROUTER, "An edge router does not answer just now; others are tried."));
            } else {
                tryAllNow(now);
            }
        });
    }

    /** Things may be better now: the computer has woken up, the controller is back. */
    void wake(long now) {
        slots.values().forEach(s -> tryNow(s, now));
        slots.values().forEach(s -> startOver(s, now));
        if (askFailures > 0 || !permitted) {
            askAt = Optional.of(now);
        }
    }

    /**
     * A router that could not reach its controller goes on with what it was asked only after a minute; so it is asked anew,
     * after taking the request back.
     */
    private void startOver(Slot slot, long now) {
        Attempt pending = slot.pending;
        if (pending != null && pending.phase == Phase.ESTABLISHING && !isFresh(pending, now)) {
            drops.add(new Order.Drop(pending.id));
            slot.pending = null;
            slot.notBefore = now + FIRST.toNanos();
        }
    }

    /**
     * The controller's list of terminators under our name.
     *
     * @param asked when it was asked for; what was bound later need not be in it
     */
    void listed(Collection<ServiceTerminator> ours, long asked, long now) {
        boolean shared = false;
        for (Slot slot : slots.values()) {
            Attempt bound = slot.online;
            if (bound == null || bound.routerId.isEmpty() || bound.silent || bound.since - asked >= 0) {
                continue;
            }
            long rows = ours.stream()
                    .filter(t -> t.routerId().equals(bound.routerId))
                    .count();
            shared |= rows > 1;
            if (rows > 0) {
                bound.missed = 0;
                slot.forgotten = 0;
            } else if (++bound.missed >= MISSED_LOOKS << slot.forgotten) {
                slot.forgotten = Math.min(slot.forgotten + 1, 10); // maybe we are just not shown our own
                drops.add(new Order.Drop(bound.id));
                slot.ended(bound, ZitiFailure.LOST, now);
                slot.online = null;
                backOff(
                        slot,
                        new ZitiException(
                                ZitiFailure.LOST,
                                "The network has forgotten that we are here, although it had confirmed it;"
                                        + " it is told again."),
                        now,
                        now);
            }
        }
        if (!shared) {
            sharedLooks = 0;
        } else if (sharedLooks++ == 0) {
            sharedSince = now;
        }
    }

    // ---- what to do

    /** What to do now. Every order is given once. */
    List<Order> step(long now) {
        List<Order> orders = new ArrayList<>(drops);
        drops.clear();
        if (alone != (reachable() == 0)) {
            alone = !alone;
            aloneSince = now;
        }
        if (!asking && askDue() - now <= 0) {
            asking = true;
            orders.add(new Order.Ask());
        }
        if (permitted) {
            slots.values().stream().filter(this::isOutdated).forEach(s -> start(s, now, orders));
            List<Slot> idle = slots.values().stream()
                    .filter(Slot::isIdle)
                    .sorted(Comparator.comparingInt(s -> s.failures))
                    .toList();
            for (Slot slot : idle) {
                if (counting(now) < limit()) {
                    start(slot, now, orders);
                }
            }
        }
        dropSurplus(orders);
        return orders;
    }

    /** When to {@link #step} again at the latest, if nothing happens. */
    Duration untilNext(long now) {
        long next = now + ALL_WELL.toNanos();
        if (!asking) {
            next = Math.min(next, askDue());
        }
        boolean wanting = permitted && counting(now) < limit();
        for (Slot slot : slots.values()) {
            if ((permitted && isOutdated(slot)) || (wanting && slot.isIdle())) {
                next = Math.min(next, slot.notBefore);
            }
            if (slot.pending != null && isFresh(slot.pending, now)) {
                next = Math.min(next, slot.pending.since + PATIENCE.toNanos());
            }
        }
        return Duration.ofNanos(Math.max(0, next - now));
    }

    /** How far it has got, for people. */
    ListenerState state(long now) {
        int bound = reachable();
        int wanted = Math.max(1, Math.min(max, slots.size()));
        if (isShared(now)) {
            return new ListenerState(
                    bound,
                    wanted,
                    Optional.of(new ZitiException(
                            ZitiFailure.NAME_IN_USE,
                            "Somebody else hosts your name, so calls to you may end up there. Probably this identity is"
                                    + " open on another computer, or was until a moment ago; if not, tell whoever runs"
                                    + " the network.")));
        }
        return new ListenerState(bound, wanted, bound >= wanted ? Optional.empty() : problem);
    }

    /** Every router that could host us, and whether it does. */
    Map<RouterAddress, Boolean> routers() {
        Map<RouterAddress, Boolean> known = new LinkedHashMap<>();
        slots.forEach((router, slot) -> known.put(router, slot.isReachable()));
        return known;
    }

    /** Whether the service session should be asked for anew rather than its routers only. */
    boolean isPermitted() {
        return permitted;
    }

    private void start(Slot slot, long now, List<Order> orders) {
        if (slot.notBefore - now <= 0) {
            Attempt attempt = new Attempt(++attempts, apiSession, now);
            slot.pending = attempt;
            orders.add(new Order.Bind(attempt.id, slot.router));
        }
    }

    /** When a slow or silent router has come round after all, the newest terminator is one too many. */
    private void dropSurplus(List<Order> orders) {
        while (reachable() > max) {
            slots.values().stream()
                    .filter(Slot::isReachable)
                    .max(Comparator.comparingLong(s -> s.online == null ? 0 : s.online.since))
                    .ifPresent(slot -> {
                        if (slot.online != null) {
                            orders.add(new Order.Drop(slot.online.id));
                        }
                        slot.online = null;
                    });
        }
    }

    private long askDue() {
        if (askAt.isPresent()) {
            return askAt.get();
        }
        int bound = reachable();
        Duration pause = bound == 0 ? urgentPause : bound < max ? refreshPause : ALL_WELL;
        return askedAt + pause.toNanos();
    }

    /** Bound under an earlier log-in, and nothing done about it yet. */
    private boolean isOutdated(Slot slot) {
        return slot.online != null && slot.pending == null && !slot.online.apiSession.equals(apiSession);
    }

    private int reachable() {
        return (int) slots.values().stream().filter(Slot::isReachable).count();
    }

    /** How many are reachable or about to be. */
    private int counting(long now) {
        return (int) slots.values().stream()
                .filter(s -> s.isReachable() || (s.pending != null && isFresh(s.pending, now)))
                .count();
    }

    private static boolean isFresh(Attempt pending, long now) {
        return !pending.silent && now - pending.since < PATIENCE.toNanos();
    }

    /** One try at a time is enough to see whether somebody else still has our name. */
    private int limit() {
        return nameTaken ? Math.min(max, reachable() + 1) : max;
    }

    private boolean isShared(long now) {
        return sharedLooks >= SHARED_LOOKS && now - sharedSince >= SHARED.toNanos();
    }

    private void backOff(Slot slot, ZitiException why, long started, long now) {
        // Three routers that cannot be reached are one thing to tell, not three in turn.
        if (problem.isEmpty() || problem.get().failure() != why.failure()) {
            problem = Optional.of(why);
        }
        slot.refused = why.failure() == ZitiFailure.NAME_IN_USE || why instanceof RefusedException;
        Duration pause;
        if (why.failure() == ZitiFailure.NAME_IN_USE) {
            pause = Backoff.grown(FIRST_REFUSED, 2, nameRefusals(started, now), LONGEST_REFUSED);
        } else if (why instanceof RefusedException r && r.retry() == RefusedException.Retry.NEVER) {
            pause = LONGEST_REFUSED;
        } else if (slot.refused) {
            pause = Backoff.grown(FIRST_REFUSED, 2, slot.failures, LONGEST_REFUSED);
        } else if (isLasting(why.failure())) {
            pause = Backoff.grown(FIRST_REFUSED, 2, slot.failures, LONGEST);
        } else {
            pause = Backoff.grown(FIRST, 2, slot.failures + Math.max(0, slot.shortLived - 1), longest(slot, now));
        }
        slot.failures++;
        // Counted from when it was tried: what hangs for ten seconds need not be left alone for another ten.
        slot.notBefore = Math.max(
                now + jittered(FIRST, JITTER).toNanos(),
                started + jittered(pause, JITTER).toNanos());
        switch (why.failure()) {
            case NAME_IN_USE ->
                slots.values().stream()
                        .filter(Slot::isIdle)
                        .forEach(s -> s.notBefore = Math.max(s.notBefore, slot.notBefore));
            case INVALID_SESSION -> {
                permitted = false;
                askAt = Optional.of(Math.max(now, askedAt + FIRST.toNanos()));
            }
            default -> {
                // the session is not to blame
            }
        }
    }

    /** What does not pass by itself in seconds, as a restart does. */
    private static boolean isLasting(ZitiFailure failure) {
        return switch (failure) {
            case UNTRUSTED, LOGIN_REFUSED, CLOCK_OFF, CERTIFICATE_EXPIRED -> true;
            default -> false;
        };
    }

    private Duration longest(Slot slot, long now) {
        boolean nobody = reachable() == 0;
        boolean shortly = now - slot.goodAt < QUICK_PHASE.toNanos()
                || (nobody && (!alone || now - aloneSince < SHORTLY_ALONE.toNanos()));
        if (shortly && !slot.isUnsteady()) {
            return QUICK;
        }
        return nobody && !slot.isUnsteady() ? LONGEST_ALONE : LONGEST;
    }

    /** How often the name was refused before; attempts that ran side by side count once. */
    private int nameRefusals(long started, long now) {
        if (!nameTaken) {
            nameTaken = true;
            nameRefusals = 0;
            nameRefusedAt = now;
        } else if (started - nameRefusedAt > 0) {
            nameRefusals++;
            nameRefusedAt = now;
        }
        return nameRefusals;
    }

    private void tryNow(Slot slot, long now) {
        slot.failures = 0;
        slot.notBefore = Math.min(slot.notBefore, now);
    }

    private void tryAllNow(long now) {
        slots.values().stream()
                .filter(s -> !s.refused && !s.isUnsteady())
                .forEach(s -> s.notBefore = Math.min(s.notBefore, now));
    }

    private Optional<Attempt> find(long attempt) {
        for (Slot slot : slots.values()) {
            if (slot.online != null && slot.online.id == attempt) {
                return Optional.of(slot.online);
            }
            if (slot.pending != null && slot.pending.id == attempt) {
                return Optional.of(slot.pending);
            }
        }
        return Optional.empty();
    }

    private Optional<Slot> slot(Predicate<Slot> which) {
        return slots.values().stream().filter(which).findFirst();
    }

    private Duration jittered(Duration pause, double by) {
        return Backoff.spread(pause, by, random);
    }
}
