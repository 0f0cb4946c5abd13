package dev.chatp2p.core.overlay.ziti;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.ControllerReport;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlayEvents;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.RefusedCaller;
import dev.chatp2p.core.overlay.RouterReport;
import dev.chatp2p.core.overlay.Terminator;
import dev.chatp2p.ziti.client.FakeZitiNetwork;
import dev.chatp2p.ziti.controller.FakeController;
import dev.chatp2p.ziti.router.ContentType;
import dev.chatp2p.ziti.router.FakeRouter;
import dev.chatp2p.ziti.router.Frame;
import dev.chatp2p.ziti.router.HeaderId;
import dev.chatp2p.ziti.router.Headers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Ziti adapter against a fake controller and fake routers: what a real network cannot be made to do on demand. */
@Timeout(60)
class ZitiOverlayTest extends FakeNetworkTestBase {

    // ---- logging in and hosting

    @Test
    void aHostIsOnlineOnThreeRoutersUnderOneListenerId() throws Exception {
        OverlaySession bob = open("bob");
        bob.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        await().until(() -> bob.status().terminators() == 3);

        assertEquals("Online on 3 routers", bob.status().sentence());
        assertEquals(List.of("bob", "bob", "bob"), network.fabric().hosted());
        assertEquals(
                1,
                network.routers().stream()
                        .flatMap(r -> r.received(ContentType.BIND).stream())
                        .map(f -> f.headers().string(HeaderId.LISTENER_ID))
                        .distinct()
                        .count());
    }

    @Test
    void aHostTellsHowItStandsWithEachRouterAndWithTheController() throws Exception {
        network.addRouter("r4");
        OverlaySession bob = open("bob");
        Listener listener = bob.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        await().until(() -> listener.terminators() == 3);
        await().until(() -> bob.routers().stream()
                        .filter(r ->
                                r.connected() && r.hosting() && r.roundTrip().isPresent())
                        .count()
                == 3);

        List<RouterReport> routers = bob.routers();
        assertEquals(
                List.of("r1", "r2", "r3", "r4"),
                routers.stream().map(RouterReport::name).toList());
        assertEquals(
                bob.terminators(FakeZitiNetwork.SERVICE).stream()
                        .map(Terminator::routerId)
                        .collect(Collectors.toSet()),
                routers.stream()
                        .filter(RouterReport::hosting)
                        .map(report -> report.id().orElseThrow())
                        .collect(Collectors.toSet()),
                "so that the router of a terminator has a name");
        RouterReport spare =
                routers.stream().filter(r -> !r.hosting()).findFirst().orElseThrow();
        assertFalse(spare.connected());
        assertTrue(routers.getFirst().address().matches("(localhost|127\\.0\\.0\\.1):\\d+"), routers.toString());
        assertEquals(
                Optional.of(new ControllerReport(network.controller().url().getRawAuthority(), true)),
                bob.controller());

        FakeRouter gone = network.routers().getFirst();
        gone.close();
        await().until(() -> bob.routers().stream().noneMatch(r -> r.name().equals("r1") && r.connected()));
        listener.close();
        await().until(() -> bob.routers().stream().noneMatch(RouterReport::hosting));
    }

    @Test
    void itIsNotOnlineBeforeTheNetworkHasConfirmedTheTerminator() throws Exception {
        network.routers().forEach(r -> r.ignore(ContentType.BIND));
        OverlaySession bob = open("bob");
        Listener listener = bob.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        await().until(() -> network.routers().stream()
                .anyMatch(r -> !r.received(ContentType.BIND).isEmpty()));
        // StateConnected is only the first half of a bind.
        network.routers()
                .forEach(r -> r.received(ContentType.BIND)
                        .forEach(bind -> r.send(Frame.of(
                                ContentType.STATE_CONNECTED,
                                new Headers()
                                        .put(HeaderId.REPLY_FOR, bind.sequence())
                                        .put(HeaderId.CONN_ID, bind.connId())))));
        assertEquals(0, listener.terminators());
        assertEquals(OverlayStatus.State.CONNECTING, bob.status().state());
    }

    @Test
    void aTerminatorLostWithItsRouterIsReplacedOnAnother() throws Exception {
        FakeRouter spare = network.addRouter("r4");
        OverlaySession bob = open("bob");
        Listener listener = bob.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        await().until(() -> listener.terminators() == 3);
        FakeRouter unused = network.routers().stream()
                .filter(r -> r.received(ContentType.BIND).isEmpty())
                .findFirst()
                .orElse(spare);
        FakeRouter victim = network.routers().stream()
                .filter(r -> !r.received(ContentType.BIND).isEmpty())
                .findFirst()
                .orElseThrow();
        victim.close();
        await().until(() -> !unused.received(ContentType.BIND).isEmpty());
        await().until(() -> listener.terminators() == 3);
    }

    @Test
    void aRouterThatComesBackIsBoundAgain() throws Exception {
        OverlaySession bob = open("bob");
        Listener listener = bob.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        await().until(() -> listener.terminators() == 3);
        network.routers().get(0).hangUp();
        await().until(() -> network.routers().get(0).received(ContentType.BIND).size() == 2);
        await().until(() -> listener.terminators() == 3);
    }

    @Test
    void closingTheListenerTakesTheNameAwayAtOnce() throws Exception {
        OverlaySession bob = open("bob");
        Listener listener = bob.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        await().until(() -> listener.terminators() == 3);
        listener.close();
        await().until(() -> network.fabric().hosted().isEmpty());
        assertEquals(
                Reason.CLOSED,
                assertThrows(LinkException.class, listener::accept).reason());
    }

    @Test
    void aNameHeldByAnotherIdentityIsSaidSo() throws Exception {
        network.routers()
                .forEach(r -> r.refuse(
                        ContentType.BIND,
                        "sibling terminator t1 with shared identity bob belongs to different identity"));
        OverlaySession bob = open("bob");
        bob.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        awaitReason(bob, OverlayStatus.State.DEGRADED, Reason.NAME_IN_USE);
        assertTrue(bob.status().sentence().contains("held by another identity"));
    }

    @Test
    void withoutBindPermissionTheStatusSaysWhoCanHelp() throws Exception {
        network.controller().removeServices().addService("s1", FakeZitiNetwork.SERVICE, "Dial");
        OverlaySession bob = open("bob");
        bob.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        awaitReason(bob, OverlayStatus.State.DEGRADED, Reason.NOT_ALLOWED);
        assertTrue(bob.status().sentence().contains("Ask whoever runs the network"));
    }

    @Test
    void aMissingServiceIsAStatusWithASentence() throws Exception {
        network.controller().removeServices();
        OverlaySession bob = open("bob");
        bob.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        awaitReason(bob, OverlayStatus.State.DEGRADED, Reason.SERVICE_MISSING);
    }

    @Test
    void withoutARouterOnlineTheStatusSaysThatItIsTriedAgain() throws Exception {
        network.controller().removeRouters();
        OverlaySession bob = open("bob");
        bob.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        awaitReason(bob, OverlayStatus.State.DEGRADED, Reason.NO_ROUTER);
    }

    @Test
    void aRefusedLogInIsRejectedAndNotHammered() throws Exception {
        network.controller()
                .on(
                        "POST",
                        "/authenticate",
                        FakeController.refuse(401, "INVALID_AUTH", "The authentication request failed"));
        OverlaySession bob = open("bob");
        awaitReason(bob, OverlayStatus.State.REJECTED, Reason.LOGIN_REFUSED);
        assertEquals(
                1,
                network.controller().calls().stream()
                        .filter("POST /authenticate"::equals)
                        .count());
        LinkException e = assertThrows(LinkException.class, () -> dial(bob, BOB));
        assertEquals(Reason.LOGIN_REFUSED, e.reason());
    }

    @Test
    void anUnreachableControllerIsOfflineAndTriedAgain() throws Exception {
        network.controller().close();
        OverlaySession bob = open("bob");
        awaitReason(bob, OverlayStatus.State.OFFLINE, Reason.CONTROLLER_UNREACHABLE);
        assertTrue(bob.self().isEmpty());
    }

    @Test
    void aBrokenIdentityFileIsRefusedBeforeAnythingIsSent() throws Exception {
        Path file = Files.writeString(folder.resolve("broken.json"), "{\"id\":");
        LinkException e = assertThrows(
                LinkException.class, () -> new ZitiOverlay("test").open(new Credentials.IdentityFile(file), s -> {}));
        assertEquals(Reason.BAD_IDENTITY, e.reason());
        assertEquals(List.of(), network.controller().calls());
    }

    @Test
    void aSessionThatExpiredIsRenewedWithoutAnybodyNoticing() throws Exception {
        OverlaySession alice = open("alice");
        OverlaySession bob = open("bob");
        Listener listener = host(bob);
        network.controller().expireSessions();
        assertEquals(3, bob.terminators(FakeZitiNetwork.SERVICE).size());
        network.controller().expireSessions();
        Link link = dial(alice, BOB);
        accept(listener).write("hi".getBytes(UTF_8), 0, 2);
        assertEquals("hi", read(link, 2));
    }

    @Test
    void closingDoesNotWaitForAControllerThatIsSilent() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        network.controller().on("DELETE", "/current-api-session", exchange -> {
            asked.countDown();
            await().until(() -> end.getCount() == 0);
            exchange.close();
        });
        OverlaySession bob = open("bob");
        host(bob);
        try {
            assertTimeoutPreemptively(Duration.ofSeconds(5), bob::close);
            assertTrue(asked.await(5, TimeUnit.SECONDS));
            assertEquals(OverlayStatus.State.CLOSED, bob.status().state());
        } finally {
            end.countDown();
        }
    }

    // ---- dialing

    @Test
    void aPeerWithoutTerminatorIsOffline() throws Exception {
        LinkException e = assertThrows(LinkException.class, () -> dial(open("alice"), BOB));
        assertEquals(Reason.PEER_OFFLINE, e.reason());
        assertEquals("“bob” is not online.", e.sentence());
    }

    @Test
    void withoutDialPermissionTheSentenceSaysWhoCanHelp() throws Exception {
        network.controller().removeServices().addService("s1", FakeZitiNetwork.SERVICE, "Bind");
        LinkException e = assertThrows(LinkException.class, () -> dial(open("alice"), BOB));
        assertEquals(Reason.NOT_ALLOWED, e.reason());
        assertTrue(e.sentence().contains("Ask whoever runs the network"));
    }

    @Test
    void whenNoRouterCanBeReachedTheDialSaysSo() throws Exception {
        network.routers().forEach(FakeRouter::close);
        LinkException e = assertThrows(LinkException.class, () -> dial(open("alice"), BOB));
        assertEquals(Reason.NO_ROUTER, e.reason());
    }

    @Test
    void aPeerThatIsListedButSilentIsATimeout() throws Exception {
        network.routers()
                .forEach(r -> r.refuse(
                        ContentType.CONNECT,
                        "exceeded maximum [2] retries creating circuit [c/1] (timeout waiting for message reply:"
                                + " context deadline exceeded)"));
        LinkException e = assertThrows(LinkException.class, () -> dial(open("alice"), BOB));
        assertEquals(Reason.TIMEOUT, e.reason());
    }

    @Test
    void theHostsReasonForRefusingIsPassedOnInSafeText() throws Exception {
        network.routers()
                .forEach(r -> r.refuse(
                        ContentType.CONNECT,
                        "exceeded maximum [2] retries creating circuit [c/1] (failed to establish connection with"
                                + " terminator address x1. error: (busy\u202e\u001b[31m))"));
        LinkException e = assertThrows(LinkException.class, () -> dial(open("alice"), BOB));
        assertEquals(Reason.REJECTED, e.reason());
        assertTrue(e.sentence().contains("busy"));
        assertTrue(e.sentence().chars().noneMatch(c -> c == 0x202e || c == 0x1b));
    }

    @Test
    void aSessionTheRouterNoLongerAcceptsIsReplacedOnce() throws Exception {
        OverlaySession alice = open("alice");
        Listener listener = host(open("bob"));
        network.routers().forEach(r -> r.refuse(ContentType.CONNECT, "invalid session"));
        LinkException e = assertThrows(LinkException.class, () -> dial(alice, BOB));
        assertEquals(Reason.NO_ROUTER, e.reason());
        long created = network.controller().calls().stream()
                .filter("POST /sessions"::equals)
                .count();
        assertEquals(3, created, "one to host, one to dial, and one fresh one to dial");
        network.routers().forEach(FakeRouter::behave);
        dial(alice, BOB);
        accept(listener);
    }

    @Test
    void aRouterThatLostItsControllerIsPassedOver() throws Exception {
        Listener listener = host(open("bob"));
        OverlaySession alice = open("alice");
        network.routers()
                .subList(0, 2)
                .forEach(r -> r.refuse(ContentType.CONNECT, "no controller available, cannot create circuit"));
        dial(alice, BOB);
        accept(listener);
    }

    @Test
    void aDialThatIsInterruptedLeavesNothingBehind() throws Exception {
        OverlaySession alice = open("alice");
        network.routers().forEach(r -> r.ignore(ContentType.CONNECT));
        Thread dialing =
                Thread.ofVirtual().start(() -> assertThrows(InterruptedException.class, () -> dial(alice, BOB)));
        await().until(() -> network.routers().stream()
                .anyMatch(r -> !r.received(ContentType.CONNECT).isEmpty()));
        dialing.interrupt();
        assertTrue(dialing.join(Duration.ofSeconds(5)));
        await().until(() -> network.routers().stream()
                .anyMatch(r -> !r.received(ContentType.STATE_CLOSED).isEmpty()));
        // The answer that comes after all is closed as well.
        FakeRouter router = network.routers().stream()
                .filter(r -> !r.received(ContentType.CONNECT).isEmpty())
                .findFirst()
                .orElseThrow();
        Frame connect = router.received(ContentType.CONNECT).getFirst();
        router.send(Frame.of(
                ContentType.STATE_CONNECTED,
                new Headers().put(HeaderId.REPLY_FOR, connect.sequence()).put(HeaderId.CONN_ID, connect.connId())));
        await().until(() -> router.received(ContentType.STATE_CLOSED).size() == 2);
    }

    @Test
    void aHostThatSendsNoKeyIsRefusedWhenEncryptionIsRequired() throws Exception {
        OverlaySession alice = open("alice");
        network.routers().forEach(r -> r.ignore(ContentType.CONNECT));
        Thread answering = Thread.ofVirtual().start(() -> {
            await().until(() -> network.routers().stream()
                    .anyMatch(r -> !r.received(ContentType.CONNECT).isEmpty()));
            network.routers()
                    .forEach(r -> r.received(ContentType.CONNECT)
                            .forEach(c -> r.send(Frame.of(
                                    ContentType.STATE_CONNECTED,
                                    new Headers()
                                            .put(HeaderId.REPLY_FOR, c.sequence())
                                            .put(HeaderId.CONN_ID, c.connId())))));
        });
        LinkException e = assertThrows(LinkException.class, () -> dial(alice, BOB));
        assertEquals(Reason.ENCRYPTION, e.reason());
        assertTrue(answering.join(Duration.ofSeconds(5)));
    }

    @Test
    void routersThatVouchForTheCallerAreBelievedOverWhatTheCallerSays() throws Exception {
        network.routers().forEach(FakeRouter::vouching);
        Listener listener = host(open("bob"));
        dial(open("alice"), BOB);
        Link incoming = accept(listener);
        assertTrue(incoming.peerVouched());
        assertEquals(new PeerId("alice"), incoming.peer());
    }

    @Test
    void aCallerUnderAFalseNameIsRefusedAndReportedOnce() throws Exception {
        network.routers().forEach(router -> router.vouchingFor("mallory\u202e"));
        BlockingQueue<RefusedCaller> reported = new LinkedBlockingQueue<>();
        OverlaySession bob = new ZitiOverlay("test")
                .open(new Credentials.IdentityFile(network.identityFile("bob")), new OverlayEvents() {
                    @Override
                    public void statusChanged(OverlayStatus status) {}

                    @Override
                    public void callerRefused(RefusedCaller caller) {
                        reported.add(caller);
                    }
                });
        opened.push(bob);
        host(bob);
        OverlaySession alice = open("alice");

        LinkException refused = assertThrows(LinkException.class, () -> dial(alice, BOB));
        assertThrows(LinkException.class, () -> dial(alice, BOB));

        assertEquals(Reason.REJECTED, refused.reason());
        assertTrue(refused.sentence().contains("not the name of the calling identity"), refused.sentence());
        assertEquals(new RefusedCaller("alice", "mallory\u202e"), reported.poll(10, TimeUnit.SECONDS));
        // What is told next would come after a second report.
        network.routers().forEach(router -> router.vouchingFor("trudy"));
        assertThrows(LinkException.class, () -> dial(alice, BOB));
        assertEquals(new RefusedCaller("alice", "trudy"), reported.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void withoutVouchingTheNameIsOnlyClaimed() throws Exception {
        Listener listener = host(open("bob"));
        dial(open("alice"), BOB);
        assertFalse(accept(listener).peerVouched());
    }

    // ---- data

    @Test
    void bothEndsKnowTheSameChannelBinding() throws Exception {
        Listener listener = host(open("bob"));
        Link out = dial(open("alice"), BOB);
        Link in = accept(listener);
        assertArrayEquals(
                out.channelBinding().orElseThrow(), in.channelBinding().orElseThrow());
    }

    @Test
    void aLinkThatNobodyReadsIsClosedBeforeItFillsTheMemoryAndNoOtherSuffers() throws Exception {
        Listener listener = host(open("bob"));
        OverlaySession alice = open("alice");
        Link flooding = dial(alice, BOB);
        Link flooded = accept(listener);
        Link out = dial(alice, BOB);
        Link in = accept(listener);
        byte[] piece = new byte[1 << 20];
        LinkException stopped = assertThrows(LinkException.class, () -> {
            for (int i = 0; i < 1000; i++) {
                flooding.write(piece, 0, piece.length);
            }
        });
        assertEquals(Reason.CLOSED, stopped.reason());
        write(out, "ping");
        assertEquals("ping", read(in, 4));
        LinkException e = assertThrows(LinkException.class, () -> read(flooded, 32 << 20));
        assertEquals(Reason.PROTOCOL, e.reason());
    }

    @Test
    void whatIsSaidIsNotReadableOnTheRouter() throws Exception {
        Listener listener = host(open("bob"));
        Link out = dial(open("alice"), BOB);
        write(out, "a secret line\n");
        assertEquals("a secret line\n", read(accept(listener), 14));
        network.routers().stream()
                .flatMap(r -> r.received(ContentType.DATA).stream())
                .forEach(f -> assertFalse(new String(f.body(), UTF_8).contains("secret")));
    }

    @Test
    void whoeverSeesBothHalvesClosedClosesTheCircuit() throws Exception {
        Listener listener = host(open("bob"));
        Link out = dial(open("alice"), BOB);
        Link in = accept(listener);
        out.closeOutput();
        assertEquals(-1, in.read(new byte[1], 0, 1));
        assertEquals(1, network.fabric().circuits());
        in.closeOutput();
        assertEquals(-1, out.read(new byte[1], 0, 1));
        await().until(() -> network.fabric().circuits() == 0);
    }

    /** Real routers do that when they are told of the close at the moment at which the last data are acknowledged. */
    @Test
    void theEndOfALinkArrivesAlsoWhenTheRoutersLoseTheNewsOfIt() throws Exception {
        Listener listener = host(open("bob"));
        Link out = dial(open("alice"), BOB);
        Link in = accept(listener);
        network.routers().forEach(r -> r.ignore(ContentType.STATE_CLOSED));
        write(in, "goodbye\n");
        in.close();
        assertEquals("goodbye\n", read(out, 8));
        assertEquals(-1, out.read(new byte[1], 0, 1));
    }

    @Test
    void alteredDataClosesThatLinkAndNoOther() throws Exception {
        Listener listener = host(open("bob"));
        OverlaySession alice = open("alice");
        Link broken = dial(alice, BOB);
        FakeRouter router = network.routers().stream()
                .filter(r -> !r.received(ContentType.CONNECT).isEmpty())
                .findFirst()
                .orElseThrow();
        Link in = accept(listener);
        Link fine = dial(alice, BOB);
        Link inFine = accept(listener);
        write(broken, "x");
        assertEquals("x", read(in, 1));
        int connId = router.received(ContentType.CONNECT).getFirst().connId();
        router.send(Frame.of(ContentType.DATA, new Headers().put(HeaderId.CONN_ID, connId), new byte[40]));
        LinkException e = assertThrows(LinkException.class, () -> broken.read(new byte[1], 0, 1));
        assertEquals(Reason.ENCRYPTION, e.reason());
        write(inFine, "still here");
        assertEquals("still here", read(fine, 10));
    }

    @Test
    void aRouterThatIsLostEndsItsLinksAsLost() throws Exception {
        Listener listener = host(open("bob"));
        Link out = dial(open("alice"), BOB);
        accept(listener);
        network.routers().stream()
                .filter(r -> !r.received(ContentType.CONNECT).isEmpty())
                .forEach(FakeRouter::hangUp);
        LinkException e = assertThrows(LinkException.class, () -> out.read(new byte[1], 0, 1));
        assertEquals(Reason.LOST, e.reason());
    }

    // ---- what routers ask

    @Test
    void aConnectionInspectionIsAnsweredAsThisRouterVersionExpectsIt() throws Exception {
        network.routers().get(1).version("v2.0.0");
        Listener listener = host(open("bob"));
        assertEquals(3, listener.terminators());
        assertEquals(
                ContentType.INSPECT_RESPONSE,
                inspected(network.routers().get(0)).contentType());
        assertEquals(
                ContentType.CONN_INSPECT_RESPONSE,
                inspected(network.routers().get(1)).contentType());
    }

    private static Frame inspected(FakeRouter router) {
        int connId = router.received(ContentType.BIND).getFirst().connId();
        router.send(Frame.of(ContentType.CONN_INSPECT_REQUEST, new Headers().put(HeaderId.CONN_ID, connId)));
        await().until(() -> router.received().stream()
                .anyMatch(f -> f.headers().bytes(HeaderId.CONN_TYPE).isPresent()));
        Frame answer = router.received().stream()
                .filter(f -> f.headers().bytes(HeaderId.CONN_TYPE).isPresent())
                .findFirst()
                .orElseThrow();
        assertArrayEquals(
                new byte[] {2}, answer.headers().bytes(HeaderId.CONN_TYPE).orElseThrow());
        assertEquals(connId, answer.connId());
        return answer;
    }

    @Test
    void latencyProbesAreAnsweredWithTheirTime() throws Exception {
        host(open("bob"));
        FakeRouter router = network.routers().get(0);
        router.send(Frame.of(ContentType.LATENCY, new Headers().put(HeaderId.PROBE_TIME, new byte[] {1, 2, 3})));
        await().until(() -> router.received().stream()
                .anyMatch(f -> f.contentType() == ContentType.RESULT
                        && f.headers().isTrue(HeaderId.RESULT_SUCCESS)
                        && f.headers().bytes(HeaderId.PROBE_TIME).orElseThrow().length == 3));
    }

    @Test
    void traceRoutesAreAnswered() throws Exception {
        Listener listener = host(open("bob"));
        dial(open("alice"), BOB);
        accept(listener);
        FakeRouter router = network.routers().get(0);
        router.send(Frame.of(
                ContentType.TRACE_ROUTE,
                new Headers()
                        .put(HeaderId.CONN_ID, 7)
                        .put(HeaderId.TRACE_HOP_COUNT, 4)
                        .put(HeaderId.TRACE_SOURCE_REQUEST_ID, 9)));
        await().until(() -> !router.received(ContentType.TRACE_ROUTE_RESPONSE).isEmpty());
        Headers answer =
                router.received(ContentType.TRACE_ROUTE_RESPONSE).getFirst().headers();
        assertEquals(3, answer.integer(HeaderId.TRACE_HOP_COUNT).orElseThrow());
        assertEquals(9, answer.integer(HeaderId.TRACE_SOURCE_REQUEST_ID).orElseThrow());
        assertEquals("sdk/java", answer.string(HeaderId.TRACE_HOP_TYPE).orElseThrow());
    }

    @Test
    void anUnknownContentTypeIsIgnored() throws Exception {
        Listener listener = host(open("bob"));
        network.routers().forEach(r -> r.send(Frame.of(61_999, new Headers().put(HeaderId.CONN_ID, 1), "?")));
        dial(open("alice"), BOB);
        accept(listener);
        assertEquals(3, listener.terminators());
    }

    @Test
    void aDialWithAWrongTokenIsRefused() throws Exception {
        host(open("bob"));
        FakeRouter router = network.routers().get(0);
        int connId = router.received(ContentType.BIND).getFirst().connId();
        router.send(Frame.of(
                ContentType.DIAL,
                new Headers().put(HeaderId.CONN_ID, connId).put(HeaderId.ROUTER_PROVIDED_CONN_ID, Integer.MIN_VALUE),
                "not the token"));
        await().until(() -> !router.received(ContentType.DIAL_FAILED).isEmpty());
        assertEquals(
                "invalid token",
                router.received(ContentType.DIAL_FAILED).getFirst().text());
    }

    // ---- helpers

    private Listener host(OverlaySession session) {
        Listener listener = session.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT);
        await().until(() -> listener.terminators() == 3);
        return listener;
    }

    private Link dial(OverlaySession session, PeerId peer) throws LinkException, InterruptedException {
        Link link = session.dial(
                FakeZitiNetwork.SERVICE, new DialOptions(peer, Duration.ofSeconds(10), "hi there".getBytes(UTF_8)));
        opened.push(link);
        return link;
    }

    private static Link accept(Listener listener) throws LinkException, InterruptedException {
        return listener.accept();
    }

    private static void awaitReason(OverlaySession session, OverlayStatus.State state, Reason reason) {
        await().until(() -> session.status().reason().equals(java.util.Optional.of(reason)));
        assertEquals(state, session.status().state());
    }
}
