package dev.chatp2p.core.overlay.ziti;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.ziti.client.FakeZitiNetwork;
import dev.chatp2p.ziti.router.ContentType;
import dev.chatp2p.ziti.router.FakeRouter;
import dev.chatp2p.ziti.router.HeaderId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rows of the resilience table (docs/link.md) that need a router or controller that misbehaves. */
@Timeout(90)
class LinkResilienceTest extends FakeNetworkTestBase {

    // ---- routers

    @Test
    void aFrozenRouterIsReplacedWithinSecondsAndItsCircuitsLiveOnWhenItThaws() throws Exception {
        network.addRouter("r4");
        OverlaySession bob = open("bob");
        Listener listener = host(bob);
        FakeRouter unused = withoutBind();
        Link out = dial(open("alice"));
        Link in = listener.accept();
        List<FakeRouter> carrying = network.routers().stream()
                .filter(r -> !r.received(ContentType.DIAL_SUCCESS).isEmpty())
                .toList();
        carrying.forEach(FakeRouter::freeze);
        patiently().until(() -> !unused.received(ContentType.BIND).isEmpty());
        patiently().until(() -> listener.terminators() == 3);
        write(in, "said while frozen");
        carrying.forEach(FakeRouter::thaw);
        assertEquals("said while frozen", read(out, 17));
        patiently().until(() -> network.fabric().hosted().size() == 3 && listener.terminators() == 3);
    }

    @Test
    void aDialDoesNotHangOnAFrozenRouter() throws Exception {
        Listener listener = host(open("bob"));
        OverlaySession alice = open("alice");
        dial(alice);
        listener.accept();
        dialedThrough().freeze();
        long before = System.nanoTime();
        Link out = dial(alice);
        assertTrue(System.nanoTime() - before < Duration.ofSeconds(10).toNanos());
        write(listener.accept(), "hi");
        assertEquals("hi", read(out, 2));
    }

    @Test
    void aResetInTheMiddleOfAFrameIsALossLikeAnyOther() throws Exception {
        Listener listener = host(open("bob"));
        FakeRouter router = network.routers().getFirst();
        router.resetInMidFrame();
        await().until(() -> router.received(ContentType.BIND).size() == 2);
        await().until(() -> listener.terminators() == 3);
    }

    @Test
    void aRouterThatHangsUpAfterHelloIsTriedAgain() throws Exception {
        FakeRouter router = network.routers().getFirst();
        router.accepting(token -> false);
        Listener listener = open("bob").host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        await().until(() -> listener.terminators() == 2);
        router.accepting(token -> true);
        patiently().until(() -> listener.terminators() == 3);
    }

    @Test
    void aRouterThatNeverConfirmsIsPassedOverForAnother() throws Exception {
        network.addRouter("r4");
        network.routers().getFirst().withoutBindSuccess();
        OverlaySession bob = open("bob");
        Listener listener = bob.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        patiently().until(() -> listener.terminators() == 3);
        // The status is told a moment after the listener knows.
        await().until(() -> bob.status().sentence(), "Online on 3 routers"::equals);
    }

    @Test
    void whenAllRoutersAreBackAllAreBoundAgainWithinSeconds() throws Exception {
        OverlaySession bob = open("bob");
        Listener listener = host(bob);
        network.routers().forEach(r -> r.accepting(token -> false));
        network.routers().forEach(FakeRouter::hangUp);
        await().until(() -> listener.terminators() == 0);
        await().until(() -> bob.status().reason().equals(Optional.of(Reason.NO_ROUTER)));
        network.routers().forEach(r -> r.accepting(token -> true));
        patiently().until(() -> listener.terminators() == 3);
        await().until(() -> bob.status().state() == OverlayStatus.State.ONLINE);
    }

    // ---- sessions

    @Test
    void aBindSessionThatEndedIsReplacedByANewOne() throws Exception {
        Listener listener = host(open("bob"));
        network.routers().forEach(r -> r.closeTerminators("session ended"));
        patiently().until(() -> listener.terminators() == 3 && sessionsCreated() == 2);
        assertEquals(
                2,
                network.routers().stream()
                        .flatMap(r -> r.received(ContentType.BIND).stream())
                        .map(bind -> bind.text())
                        .distinct()
                        .count());
        assertEquals(1, listenerIds());
    }

    @Test
    void lostBindAccessIsAskedForAgain() throws Exception {
        Listener listener = host(open("bob"));
        network.routers().forEach(r -> r.closeTerminators("bind access lost"));
        patiently().until(() -> listener.terminators() == 3 && sessionsCreated() == 2);
    }

    @Test
    void afterANewLogInCircuitsGoOnAndTheOldChannelsCloseWhenTheyAreIdle() throws Exception {
        OverlaySession bob = open("bob");
        Listener listener = host(bob);
        Link out = dial(open("alice"));
        Link in = listener.accept();
        network.controller().expireSessions();
        bob.terminators(FakeZitiNetwork.SERVICE); // notices
        patiently()
                .until(() -> network.routers().stream()
                        .allMatch(r -> r.received(ContentType.BIND).size() == 2));
        patiently().until(() -> network.fabric().hosted().size() == 3 && listener.terminators() == 3);
        assertEquals(1, listenerIds());
        write(in, "still here");
        assertEquals("still here", read(out, 10));
        patiently().until(() -> clients() == 3 + 1 + 3); // bob's new ones, his one with the circuit, alice's
        in.close();
        patiently().until(() -> clients() == 3 + 3);
        assertEquals(3, listener.terminators());
    }

    @Test
    void aServiceThatVanishedIsToldAndComesBackByItselfUnderAnotherId() throws Exception {
        OverlaySession bob = open("bob");
        Listener listener = host(bob);
        network.controller().removeServices();
        network.routers().forEach(r -> r.closeTerminators("session ended"));
        patiently().until(() -> bob.status().reason().equals(Optional.of(Reason.SERVICE_MISSING)));
        network.controller().addService("s2", FakeZitiNetwork.SERVICE, "Dial", "Bind");
        patiently().until(() -> listener.terminators() == 3);
    }

    @Test
    void whenAllRoutersThatWereKnownAreGoneADialAsksForOthers() throws Exception {
        Listener listener = host(open("bob"));
        OverlaySession alice = open("alice");
        dial(alice).close();
        List<FakeRouter> known = network.routers();
        network.controller().removeRouters();
        network.addRouter("r4");
        network.addRouter("r5");
        network.addRouter("r6");
        known.forEach(FakeRouter::close);
        patiently().until(() -> listener.terminators() == 3);
        dial(alice);
    }

    @Test
    void aServiceThatWasCreatedAnewIsDialedUnderItsNewId() throws Exception {
        host(open("bob"));
        OverlaySession alice = open("alice");
        dial(alice).close();
        long before = sessionsCreated();
        network.controller().removeServices();
        network.controller().addService("s2", FakeZitiNetwork.SERVICE, "Dial", "Bind");
        network.controller().forgetServiceSessions();
        for (String text : List.of("something never seen before", "invalid service")) {
            network.routers().forEach(r -> r.refuse(ContentType.CONNECT, text));
            assertThrows(LinkException.class, () -> dial(alice));
            network.controller().forgetServiceSessions();
        }
        assertEquals(before + 2, sessionsCreated());
    }

    // ---- refusals and names

    @Test
    void whatARouterCallsNotRetriableIsToldAndLeftAlone() throws Exception {
        network.routers()
                .forEach(r ->
                        r.refuse(ContentType.BIND, "no such thing", "{\"message\":\"no\",\"code\":1,\"retryHint\":3}"));
        OverlaySession bob = open("bob");
        bob.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        await().until(() -> bob.status().reason().equals(Optional.of(Reason.REJECTED)));
        await().until(() -> network.routers().stream()
                .allMatch(r -> r.received(ContentType.BIND).size() == 1));
        // What is lost is tried again after a second; this is not.
        await().during(Duration.ofSeconds(2))
                .until(() -> network.routers().stream()
                        .allMatch(r -> r.received(ContentType.BIND).size() == 1));
    }

    @Test
    void aTerminatorTheNetworkForgotIsBoundAgain() throws Exception {
        OverlaySession bob = open("bob");
        Listener listener = host(bob);
        network.routers().getFirst().forgetTerminators();
        assertEquals(3, listener.terminators(), "nobody has told us");
        patiently().until(() -> bob.terminators(FakeZitiNetwork.SERVICE).size() == 3 && listener.terminators() == 3);
        assertFalse(network.routers().getFirst().received(ContentType.UNBIND).isEmpty());
    }

    // ---- controller

    @Test
    void withoutAControllerALostTerminatorIsStillReplaced() throws Exception {
        OverlaySession bob = open("bob");
        Listener listener = host(bob);
        network.controller().close();
        network.routers().forEach(FakeRouter::hangUp);
        await().until(() -> network.routers().stream()
                .allMatch(r -> r.received(ContentType.BIND).size() == 2));
        patiently().until(() -> listener.terminators() == 3);
    }

    // ---- helpers

    private static org.awaitility.core.ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30));
    }

    private FakeRouter withoutBind() {
        return network.routers().stream()
                .filter(r -> r.received(ContentType.BIND).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private FakeRouter dialedThrough() {
        return network.routers().stream()
                .filter(r -> !r.received(ContentType.CONNECT).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private long sessionsCreated() {
        return network.controller().calls().stream()
                .filter("POST /sessions"::equals)
                .count();
    }

    private long listenerIds() {
        return network.routers().stream()
                .flatMap(r -> r.received(ContentType.BIND).stream())
                .map(f -> f.headers().string(HeaderId.LISTENER_ID))
                .distinct()
                .count();
    }

    private int clients() {
        return network.routers().stream().mapToInt(FakeRouter::clients).sum();
    }

    private static Listener host(OverlaySession session) {
        Listener listener = session.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        patiently().until(() -> listener.terminators() == 3);
        return listener;
    }

    private Link dial(OverlaySession session) throws Exception {
        Link link = session.dial(FakeZitiNetwork.SERVICE, new DialOptions(BOB, Duration.ofSeconds(20), new byte[0]));
        opened.push(link);
        return link;
    }
}
