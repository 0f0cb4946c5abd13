package dev.chatp2p.ziti.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.client.Hosting.Order;
import dev.chatp2p.ziti.controller.ServiceTerminator;
import dev.chatp2p.ziti.router.RouterAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every arrow of the hosting diagram in docs/link.md, with a clock that is just a number. */
class HostingTest {

    private static final RouterAddress R1 = router("r1");
    private static final RouterAddress R2 = router("r2");
    private static final RouterAddress R3 = router("r3");
    private static final RouterAddress R4 = router("r4");
    private final ZitiException lost = new ZitiException(ZitiFailure.LOST, "Lost.");
    private final ZitiException unreachable = new ZitiException(ZitiFailure.NO_ROUTER, "Unreachable.");
    private final ZitiException taken = new ZitiException(ZitiFailure.NAME_IN_USE, "Taken.");
    private final ZitiException invalid = new ZitiException(ZitiFailure.INVALID_SESSION, "Invalid.");
    private final ZitiException noController = new ZitiException(ZitiFailure.CONTROLLER_UNREACHABLE, "No controller.");
    private final ZitiException noService = new ZitiException(ZitiFailure.NOT_FOUND, "No service.");

    private long now = -1_000_000; // nanoTime may be negative
    private final Hosting hosting = new Hosting(3, () -> 1L << 63, now);

    // ---- permission and list of routers

    @Test
    void itAsksForPermissionOnceAndFirst() {
        assertEquals(List.of(new Order.Ask()), step());
        assertEquals(List.of(), step());
    }

    @Test
    void withPermissionItBindsOnAsManyRoutersAsWantedAtOnce() {
        List<Order.Bind> binds = granted(R1, R2, R3, R4);
        assertEquals(List.of(R1, R2, R3), routers(binds));
    }

    @Test
    void whenPermissionFailsForWantOfAControllerItAsksAgainWithGrowingPauses() {
        step();
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            hosting.denied(noController, now);
            pauses.add(passUntil(Order.Ask.class).toSeconds());
        }
        assertEquals(List.of(2L, 4L, 8L, 15L, 15L), pauses);
    }

    @Test
    void afterANoItAsksOnceAMinuteAtTheLongest() {
        step();
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            hosting.denied(noService, now);
            pauses.add(passUntil(Order.Ask.class).toSeconds());
        }
        assertEquals(List.of(5L, 10L, 20L, 40L, 60L, 60L), pauses);
    }

    @Test
    void aServiceThatVanishedIsSaidSoAndPolledAndComesBackByItself() {
        online(R1, R2, R3);
        hosting.lost(id(1), invalid, now);
        passUntil(Order.Ask.class);
        hosting.denied(noService, now);
        assertEquals(List.of(), binds(step()), "nothing is bound without permission");
        assertEquals("No service.", hosting.state(now).problem().orElseThrow().sentence());
        assertEquals(5, passUntil(Order.Ask.class).toSeconds());
        hosting.granted("a", List.of(R1, R2, R3), now);
        assertEquals(List.of(R1), routers(binds(step())));
    }

    @Test
    void whileTheControllerIsAwayKnownRoutersAreStillBound() {
        online(R1, R2, R3);
        pass(Hosting.REFRESH);
        hosting.lost(id(1), lost, now);
        assertTrue(step().contains(new Order.Ask()));
        hosting.denied(noController, now);
        pass(Duration.ofSeconds(1));
        assertEquals(List.of(R1), routers(binds(step())));
    }

    @Test
    void theListIsRefreshedAtOnceAfterALossButNotMoreThanEveryThirtySeconds() {
        online(R1, R2, R3);
        pass(Duration.ofSeconds(10));
        hosting.lost(id(1), lost, now);
        assertEquals(20, passUntil(Order.Ask.class).toSeconds());
        hosting.granted("a", List.of(R1, R2, R3), now);
        pass(Duration.ofMinutes(2));
        hosting.lost(id(2), lost, now);
        assertTrue(step().contains(new Order.Ask()), "the last one was long ago");
    }

    @Test
    void withoutAnyRouterLeftTheListIsRefreshedWithinFifteenSeconds() {
        online(R1);
        hosting.lost(id(1), lost, now);
        Duration wait = passUntil(Order.Ask.class);
        assertTrue(wait.toSeconds() >= 5 && wait.toSeconds() <= 15, wait::toString);
    }

    @Test
    void withFewerRoutersThanWantedTheRefreshesGetRarer() {
        online(R1, R2);
        Duration last = Duration.ZERO;
        for (int i = 0; i < 8; i++) {
            Duration wait = passUntil(Order.Ask.class);
            assertTrue(wait.compareTo(last) >= 0);
            last = wait;
            hosting.granted("a", List.of(R1, R2), now);
        }
        assertEquals(Hosting.SLOWEST_REFRESH, last);
    }

    @Test
    void withAllRoutersTheListIsLeftAloneForHalfAnHour() {
        online(R1, R2, R3);
        assertEquals(Hosting.ALL_WELL, passUntil(Order.Ask.class));
    }

    // ---- slots

    @Test
    void aSlotGoesThroughItsPhasesToOnline() {
        Order.Bind bind = granted(R1).getFirst();
        hosting.progressed(bind.attempt(), Hosting.Phase.BINDING);
        hosting.progressed(bind.attempt(), Hosting.Phase.ESTABLISHING);
        assertEquals(0, hosting.state(now).bound(), "understood is not confirmed");
        hosting.online(bind.attempt(), "r1", now);
        assertEquals(new ListenerState(1, 1, Optional.empty()), hosting.state(now));
    }

    @Test
    void aLostTerminatorIsReplacedOnAnotherRouterAtOnce() {
        online(R1, R2, R3, R4);
        hosting.lost(id(2), lost, now);
        assertEquals(List.of(R4), routers(binds(step())));
        assertEquals(2, hosting.state(now).bound());
        assertEquals(3, hosting.state(now).wanted());
    }

    @Test
    void withoutASpareTheLostRouterIsTriedAgainAfterASecond() {
        online(R1, R2, R3);
        hosting.lost(id(1), lost, now);
        assertEquals(List.of(), binds(step()));
        assertEquals(1, passUntil(Order.Bind.class).toSeconds());
    }

    @Test
    void whileARouterMayBeRestartingThePausesStayShortAndGrowLater() {
        online(R1, R2, R3);
        hosting.lost(id(1), lost, now);
        List<Long> pauses = failTimes(6);
        assertEquals(List.of(1L, 2L, 3L, 3L, 3L, 3L), pauses);
        pass(Hosting.QUICK_PHASE);
        fail();
        assertEquals(60, passUntil(Order.Bind.class).toSeconds());
    }

    @Test
    void whatHungForLongIsTriedAgainSoonerBecauseThePauseCountsFromItsStart() {
        online(R1, R2, R3);
        hosting.lost(id(1), lost, now);
        failTimes(5);
        Order.Bind hanging = passToBind();
        pass(Duration.ofSeconds(10));
        hosting.failed(hanging.attempt(), unreachable, now);
        assertEquals(1, passUntil(Order.Bind.class).toSeconds());
    }

    @Test
    void whileNobodyCanReachUsThePausesStayShortForAFewMinutesAndGrowThen() {
        online(R1);
        pass(Hosting.STEADY);
        hosting.lost(id(1), lost, now);
        step();
        pass(Hosting.SHORTLY_ALONE.minusSeconds(40));
        failTimes(8);
        fail();
        assertEquals(3, passUntil(Order.Bind.class).toSeconds());
        lastBinds.forEach(b -> hosting.failed(b.attempt(), unreachable, now));
        pass(Duration.ofSeconds(40));
        fail();
        assertEquals(30, passUntil(Order.Bind.class).toSeconds());
        assertEquals(1, lastBinds.size());
    }

    @Test
    void aControllerThatIsBackEndsThePauses() {
        online(R1);
        hosting.lost(id(1), lost, now);
        step();
        pass(Hosting.SHORTLY_ALONE);
        failTimes(8);
        fail();
        hosting.denied(noController, now); // it was asked meanwhile
        passUntil(Order.Ask.class);
        hosting.granted("a", List.of(R1), now);
        assertEquals(List.of(R1), routers(binds(step())));
    }

    @Test
    void whatDoesNotPassByItselfIsTriedMoreRarelyFromTheStart() {
        granted(R1);
        List<Long> pauses = new ArrayList<>();
        hosting.failed(id(1), new ZitiException(ZitiFailure.UNTRUSTED, "Untrusted."), now);
        for (int i = 0; i < 5; i++) {
            pauses.add(passUntil(Order.Bind.class).toSeconds());
            hosting.failed(lastBinds.getFirst().attempt(), new ZitiException(ZitiFailure.UNTRUSTED, "Untrusted."), now);
        }
        assertEquals(List.of(5L, 10L, 20L, 40L, 60L), pauses);
    }

    @Test
    void aTerminatorThatIsConfirmedAndTakenAwayAtOnceIsMadeAnewEverMoreRarely() {
        online(R1);
        hosting.lost(id(1), new ZitiException(ZitiFailure.PROTOCOL, "Broken."), now);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            pauses.add(passUntil(Order.Bind.class).toSeconds());
            hosting.online(lastBinds.getFirst().attempt(), "r1", now);
            hosting.lost(lastBinds.getFirst().attempt(), new ZitiException(ZitiFailure.PROTOCOL, "Broken."), now);
        }
        assertEquals(List.of(1L, 2L, 3L, 3L, 16L, 32L, 60L, 60L, 60L), pauses);
        hosting.online(passToBind().attempt(), "r1", now);
        pass(Hosting.STEADY);
        hosting.lost(lastBinds.getFirst().attempt(), new ZitiException(ZitiFailure.PROTOCOL, "Broken."), now);
        assertEquals(1, passUntil(Order.Bind.class).toSeconds());
    }

    @Test
    void aRouterThatComesBackIsTakenAsASignThatOthersDid() {
        online(R1, R2, R3);
        hosting.lost(id(2), lost, now);
        hosting.lost(id(3), lost, now);
        pass(Hosting.QUICK_PHASE);
        for (int i = 0; i < 8; i++) { // until both are left alone for a minute
            passUntil(Order.Bind.class);
            lastBinds.forEach(b -> hosting.failed(b.attempt(), unreachable, now));
        }
        passUntil(Order.Bind.class);
        assertEquals(2, lastBinds.size());
        long back = lastBinds.getLast().attempt();
        hosting.failed(lastBinds.getFirst().attempt(), unreachable, now);
        assertEquals(List.of(), step());
        hosting.online(back, "x", now);
        assertEquals(1, binds(step()).size(), "the other one is tried without waiting any longer");
    }

    @Test
    void aRouterThatIsListedAgainIsTriedAtOnce() {
        online(R1, R2, R3);
        pass(Duration.ofMinutes(5));
        hosting.lost(id(1), lost, now);
        hosting.granted("a", List.of(R2, R3), now);
        pass(Hosting.QUICK_PHASE);
        failTimes(8);
        fail();
        assertEquals(List.of(), binds(step()));
        hosting.granted("a", List.of(R1, R2, R3), now);
        assertEquals(List.of(R1), routers(binds(step())));
    }

    @Test
    void aRouterNoLongerListedIsForgottenAfterAWhile() {
        online(R1, R2, R3);
        hosting.lost(id(1), lost, now);
        pass(Hosting.REMEMBERED.plusSeconds(1));
        hosting.granted("a", List.of(R2, R3), now);
        assertEquals(List.of(), binds(step()));
        assertEquals(new ListenerState(2, 2, Optional.empty()), hosting.state(now));
    }

    @Test
    void wakingUpTriesEverythingNow() {
        online(R1, R2, R3);
        hosting.lost(id(1), lost, now);
        hosting.lost(id(2), lost, now);
        assertEquals(List.of(), binds(step()));
        hosting.wake(now);
        assertEquals(List.of(R1, R2), routers(binds(step())));
    }

    @Test
    void whenTheControllerIsBackARouterThatWaitedForItIsAskedAnew() {
        long waiting = granted(R1).getFirst().attempt();
        hosting.progressed(waiting, Hosting.Phase.ESTABLISHING);
        pass(Hosting.PATIENCE);
        hosting.wake(now);
        assertEquals(List.of(new Order.Drop(waiting)), step());
        assertEquals(1, passUntil(Order.Bind.class).toSeconds());
    }

    @Test
    void anAttemptThatHasJustBegunIsNotDisturbedByGoodNews() {
        hosting.progressed(granted(R1).getFirst().attempt(), Hosting.Phase.ESTABLISHING);
        hosting.wake(now);
        assertEquals(List.of(), step());
    }

    @Test
    void severalRoutersThatCannotBeReachedAreToldOnce() {
        List<Order.Bind> binds = granted(R1, R2);
        hosting.failed(binds.get(0).attempt(), new ZitiException(ZitiFailure.NO_ROUTER, "r1"), now);
        hosting.failed(binds.get(1).attempt(), new ZitiException(ZitiFailure.NO_ROUTER, "r2"), now);
        assertEquals("r1", hosting.state(now).problem().orElseThrow().sentence());
    }

    @Test
    void newsAboutAnAttemptThatWasGivenUpChangeNothing() {
        online(R1, R2, R3);
        hosting.lost(99, lost, now);
        hosting.failed(99, lost, now);
        hosting.silent(99, true, now);
        assertEquals(3, hosting.state(now).bound());
        hosting.online(99, "r9", now);
        assertEquals(List.of(new Order.Drop(99)), step());
    }

    // ---- slow and frozen routers

    @Test
    void aSilentRouterIsReplacedBeforeItIsGivenUp() {
        online(R1, R2, R3, R4);
        hosting.silent(id(1), true, now);
        assertEquals(List.of(R4), routers(binds(step())));
        assertEquals(2, hosting.state(now).bound(), "a router that does not answer does not count");
    }

    @Test
    void whenASilentRouterComesRoundTheNewestTerminatorIsOneTooMany() {
        online(R1, R2, R3, R4);
        hosting.silent(id(1), true, now);
        long spare = binds(step()).getFirst().attempt();
        pass(Duration.ofSeconds(1));
        hosting.online(spare, "r4", now);
        hosting.silent(id(1), false, now);
        assertEquals(List.of(new Order.Drop(spare)), step());
        assertEquals(new ListenerState(3, 3, Optional.empty()), hosting.state(now));
    }

    @Test
    void anAttemptThatIsSlowDoesNotKeepAnotherRouterFromBeingAsked() {
        List<Order.Bind> binds = granted(R1, R2, R3, R4);
        hosting.online(binds.get(0).attempt(), "r1", now);
        hosting.online(binds.get(1).attempt(), "r2", now);
        assertEquals(List.of(), binds(step()));
        Order.Bind spare = passToBind();
        assertEquals(R4, spare.router());
        hosting.online(spare.attempt(), "r4", now);
        pass(Duration.ofSeconds(1));
        hosting.online(binds.get(2).attempt(), "r3", now);
        assertEquals(List.of(new Order.Drop(binds.get(2).attempt())), step());
    }

    // ---- sessions

    @Test
    void aSessionThatEndedIsReplacedBeforeAnythingIsBound() {
        online(R1, R2, R3);
        pass(Duration.ofSeconds(10));
        Stream.of(1, 2, 3).forEach(i -> hosting.lost(id(i), invalid, now));
        assertFalse(hosting.isPermitted());
        assertEquals(List.of(new Order.Ask()), step());
        pass(Duration.ofSeconds(2));
        assertEquals(List.of(), step());
        hosting.granted("a", List.of(R1, R2, R3), now);
        assertEquals(3, binds(step()).size());
    }

    @Test
    void aSessionThatIsRefusedAgainAndAgainIsNotAskedForMoreThanEverySecond() {
        granted(R1);
        hosting.failed(1, invalid, now);
        assertEquals(1, passUntil(Order.Ask.class).toSeconds());
    }

    @Test
    void afterANewLogInTheNewTerminatorStandsBeforeTheOldOneGoes() {
        online(R1, R2, R3);
        hosting.loggedIn("b", now);
        assertEquals(List.of(new Order.Ask()), step());
        assertEquals(3, hosting.state(now).bound());
        hosting.granted("b", List.of(R1, R2, R3), now);
        List<Order.Bind> again = binds(step());
        assertEquals(List.of(R1, R2, R3), routers(again));
        assertEquals(3, hosting.state(now).bound());
        hosting.online(again.getFirst().attempt(), "r1", now);
        assertEquals(List.of(new Order.Drop(id(1))), step());
        assertEquals(3, hosting.state(now).bound());
    }

    @Test
    void aRouterThatReplacesTheOldTerminatorItselfDoesNotMakeUsLookUnreachable() {
        online(R1);
        hosting.loggedIn("b", now);
        step();
        hosting.granted("b", List.of(R1), now);
        Order.Bind again = binds(step()).getFirst();
        hosting.progressed(again.attempt(), Hosting.Phase.BINDING);
        hosting.lost(id(1), new ZitiException(ZitiFailure.REJECTED, "found a newer terminator"), now);
        assertEquals(1, hosting.state(now).bound());
        hosting.online(again.attempt(), "r1", now);
        assertEquals(List.of(), step(), "nothing is left to take away");
        assertEquals(1, hosting.state(now).bound());
    }

    @Test
    void aSuccessorThatFailsAfterTheOldTerminatorWentLeavesTheSlotFree() {
        online(R1);
        hosting.loggedIn("b", now);
        step();
        hosting.granted("b", List.of(R1), now);
        Order.Bind again = binds(step()).getFirst();
        hosting.progressed(again.attempt(), Hosting.Phase.BINDING);
        hosting.lost(id(1), lost, now);
        hosting.failed(again.attempt(), unreachable, now);
        assertEquals(0, hosting.state(now).bound());
        assertEquals(R1, passToBind().router());
    }

    @Test
    void theSameLogInTwiceIsNoNews() {
        online(R1, R2, R3);
        hosting.loggedIn("a", now);
        assertEquals(List.of(), step());
    }

    // ---- names

    @Test
    void aNameHeldByAnotherIdentityIsTriedOnOneRouterOnlyAndEverMoreRarely() {
        granted(R1, R2, R3).forEach(b -> hosting.failed(b.attempt(), taken, now));
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Duration pause = passUntil(Order.Bind.class);
            pauses.add(pause.toSeconds());
            assertEquals(1, lastBinds.size());
            hosting.failed(lastBinds.getFirst().attempt(), taken, now);
        }
        assertEquals(List.of(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L), pauses);
        assertEquals("Taken.", hosting.state(now).problem().orElseThrow().sentence());
    }

    @Test
    void whenTheNameIsFreeAgainAllRoutersAreBound() {
        granted(R1, R2, R3).forEach(b -> hosting.failed(b.attempt(), taken, now));
        Order.Bind one = passToBind();
        hosting.online(one.attempt(), "x", now);
        pass(Duration.ofSeconds(10));
        assertEquals(2, binds(step()).size());
    }

    @Test
    void aTerminatorTheNetworkForgotIsBoundAgainAfterTwoLooks() {
        online(R1, R2, R3);
        pass(Duration.ofSeconds(5));
        look("r2", "r3");
        assertEquals(List.of(), step());
        look("r2", "r3");
        assertEquals(List.of(new Order.Drop(id(1))), step());
        assertEquals(R1, passToBind().router());
    }

    @Test
    void aTerminatorThatIsOnlyMissingOnceIsLeftAlone() {
        online(R1, R2, R3);
        pass(Duration.ofSeconds(5));
        look("r2", "r3");
        look("r1", "r2", "r3");
        look("r2", "r3");
        assertEquals(List.of(), step());
    }

    @Test
    void whoeverIsNeverShownHisOwnTerminatorsDoesNotBindForEver() {
        online(R1);
        int rebinds = 0;
        for (int i = 0; i < 500; i++) {
            look();
            for (Order.Bind bind : binds(step())) {
                rebinds++;
                hosting.online(bind.attempt(), "r1", now);
            }
        }
        assertTrue(rebinds > 2 && rebinds < 10, rebinds + " times");
    }

    @Test
    void permissionThatWasAskedForBeforeANewLogInIsAskedForAgain() {
        step();
        hosting.loggedIn("b", now);
        hosting.granted("a", List.of(R1), now);
        assertEquals(List.of(new Order.Ask()), step());
        hosting.granted("b", List.of(R1), now);
        assertEquals(List.of(R1), routers(binds(step())));
    }

    @Test
    void aLookThatBeganBeforeTheBindProvesNothing() {
        long before = now;
        pass(Duration.ofSeconds(1));
        online(R1);
        hosting.listed(List.of(), before, now);
        hosting.listed(List.of(), before, now);
        assertEquals(1, hosting.state(now).bound());
    }

    @Test
    void moreTerminatorsUnderOurNameThanOursOnARouterOfOursAreToldWhenTheyStay() {
        online(R1, R2, R3);
        pass(Duration.ofSeconds(5));
        look("r1", "r1", "r2", "r3");
        look("r1", "r1", "r2", "r3");
        assertTrue(hosting.state(now).problem().isEmpty(), "it may be an earlier run of ours");
        pass(Hosting.SHARED);
        look("r1", "r1", "r2", "r3");
        ListenerState shared = hosting.state(now);
        assertEquals(ZitiFailure.NAME_IN_USE, shared.problem().orElseThrow().failure());
        assertEquals(3, shared.bound());
        look("r1", "r2", "r3");
        assertTrue(hosting.state(now).problem().isEmpty());
    }

    @Test
    void terminatorsOfRoutersWeAreNotOnMayBeGhostsAndProveNothing() {
        online(R1, R2, R3);
        pass(Duration.ofSeconds(5));
        for (int i = 0; i < 10; i++) {
            look("r1", "r2", "r3", "dead");
            pass(Hosting.SHARED);
        }
        assertTrue(hosting.state(now).problem().isEmpty());
    }

    // ---- helpers

    private List<Order.Bind> lastBinds = List.of();

    private static RouterAddress router(String name) {
        return new RouterAddress(name, "127.0.0.1", 1);
    }

    private List<Order> step() {
        List<Order> orders = hosting.step(now);
        lastBinds = binds(orders);
        return orders;
    }

    private static List<Order.Bind> binds(List<Order> orders) {
        return orders.stream()
                .filter(Order.Bind.class::isInstance)
                .map(Order.Bind.class::cast)
                .toList();
    }

    private static List<RouterAddress> routers(List<Order.Bind> binds) {
        return binds.stream().map(Order.Bind::router).toList();
    }

    private List<Order.Bind> granted(RouterAddress... routers) {
        step();
        hosting.granted("a", List.of(routers), now);
        return binds(step());
    }

    /** The attempts get the numbers 1, 2, 3. */
    private void online(RouterAddress... routers) {
        granted(routers).forEach(b -> hosting.online(b.attempt(), b.router().name(), now));
        assertEquals(List.of(), step());
    }

    private static long id(int attempt) {
        return attempt;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    /** Lets time pass, as the shell does, until there is such an order; returns how long that took. */
    private Duration passUntil(Class<? extends Order> kind) {
        long from = now;
        for (int i = 0; i < 1000; i++) {
            if (step().stream().anyMatch(kind::isInstance)) {
                return Duration.ofNanos(now - from);
            }
            Duration wait = hosting.untilNext(now);
            assertTrue(wait.isPositive(), "it must not spin");
            pass(wait);
        }
        throw new AssertionError("never " + kind.getSimpleName());
    }

    private Order.Bind passToBind() {
        passUntil(Order.Bind.class);
        return lastBinds.getFirst();
    }

    private void fail() {
        hosting.failed(passToBind().attempt(), unreachable, now);
    }

    /** The pauses before each of so many attempts, all of which fail. */
    private List<Long> failTimes(int times) {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            pauses.add(passUntil(Order.Bind.class).toSeconds());
            hosting.failed(lastBinds.getFirst().attempt(), unreachable, now);
        }
        return pauses;
    }

    private void look(String... routerIds) {
        pass(Duration.ofSeconds(2));
        hosting.listed(
                Stream.of(routerIds)
                        .map(r -> new ServiceTerminator("t", "bob", r))
                        .toList(),
                now,
                now);
    }
}
