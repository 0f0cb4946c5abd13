package dev.chatp2p.setup.management;

import static dev.chatp2p.setup.management.FakeManagementController.PASSWORD;
import static dev.chatp2p.setup.management.FakeManagementController.breakOff;
import static dev.chatp2p.setup.management.FakeManagementController.refuse;
import static dev.chatp2p.setup.management.FakeManagementController.reply;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.rest.FakeRestApi.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Timeout(30)
class ManagementClientTest {
    private static final TestPki PKI = new TestPki("network");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private final FakeManagementController controller = FakeManagementController.start(PKI);
    private final AtomicInteger codesAsked = new AtomicInteger();
    private Management management;

    @BeforeEach
    void logIn() throws Exception {
        management = logIn(LIMIT);
        controller.forgetRequests();
    }

    private Management logIn(Duration limit) throws Exception {
        RestControllerAccess access =
                new RestControllerAccess(folder.resolve("known.json"), limit, InstantSource.system());
        PresentedController presented = access.probe(controller.address());
        access.trust(presented);
        return access.logIn(presented, new AdminLogin.Password("admin", PASSWORD), _ -> {
            codesAsked.incrementAndGet();
            return Optional.of("123456");
        });
    }

    @AfterEach
    void stop() {
        management.close();
        controller.close();
    }

    static IdentityEntity person(String name) {
        return new IdentityEntity(
                "", name, Set.of("chat-p2p"), Map.of("owner", "us"), Optional.empty(), false, false, false);
    }

    private static ServiceEntity service(String name) {
        return new ServiceEntity("", name, Set.of("chat-p2p"), true, Map.of());
    }

    private SetupException fails(SetupFailure failure, Executable action) {
        SetupException failed = assertThrows(SetupException.class, action);
        assertEquals(failure, failed.failure(), failed.sentence());
        assertTrue(failed.sentence().matches("(?s).*[.)]"), failed.sentence());
        return failed;
    }

    private static List<String> names(List<? extends Entity> entities) {
        return entities.stream().map(Entity::name).toList();
    }

    // Entities there and back

    @Test
    void everyKindOfEntityIsReadAsItWasWritten() throws Exception {
        Map<String, String> tags = Map.of("owner", "us", "a", "");
        ServiceEntity service = new ServiceEntity("", "s", Set.of("x", "y"), true, tags);
        ServicePolicy bind = new ServicePolicy(
                "", "b", ServicePolicy.Type.BIND, Set.of("#x", "#y"), Set.of("#all"), Semantic.ALL_OF, tags);
        EdgeRouterPolicy routers = new EdgeRouterPolicy("", "r", Set.of("#x"), Set.of("#all"), Semantic.ANY_OF, tags);
        ServiceEdgeRouterPolicy serviceRouters =
                new ServiceEdgeRouterPolicy("", "sr", Set.of("#x"), Set.of(), Semantic.ANY_OF, tags);

        String id = management.create(EntityKind.SERVICE, service);
        ServicePolicy dial = new ServicePolicy(
                "", "d", ServicePolicy.Type.DIAL, Set.of(), Set.of("@" + id), Semantic.ANY_OF, Map.of());
        management.create(EntityKind.SERVICE_POLICY, bind);
        management.create(EntityKind.SERVICE_POLICY, dial);
        management.create(EntityKind.EDGE_ROUTER_POLICY, routers);
        management.create(EntityKind.SERVICE_EDGE_ROUTER_POLICY, serviceRouters);
        controller.addRouter("router-1", true);

        assertEquals(
                List.of(new ServiceEntity(id, "s", Set.of("x", "y"), true, tags)), management.all(EntityKind.SERVICE));
        List<ServicePolicy> policies = management.all(EntityKind.SERVICE_POLICY);
        assertEquals(
                List.of(
                        new ServicePolicy(
                                policies.get(0).id(),
                                "b",
                                ServicePolicy.Type.BIND,
                                bind.identityRoles(),
                                bind.serviceRoles(),
                                Semantic.ALL_OF,
                                tags),
                        new ServicePolicy(
                                policies.get(1).id(),
                                "d",
                                ServicePolicy.Type.DIAL,
                                Set.of(),
                                Set.of("@" + id),
                                Semantic.ANY_OF,
                                Map.of())),
                policies);
        EdgeRouterPolicy read = management.all(EntityKind.EDGE_ROUTER_POLICY).getFirst();
        assertEquals(new EdgeRouterPolicy(read.id(), "r", Set.of("#x"), Set.of("#all"), Semantic.ANY_OF, tags), read);
        assertEquals(
                Set.of("#x"),
                management.all(EntityKind.SERVICE_EDGE_ROUTER_POLICY).getFirst().serviceRoles());
        assertTrue(management.all(EntityKind.EDGE_ROUTER).getFirst().online());
    }

    @Test
    void aNewIdentityHasAnInvitationUntilItEnrols() throws Exception {
        String id = management.create(EntityKind.IDENTITY, person("Ann"));
        IdentityEntity invited = management.identity(id);
        PendingInvitation invitation = invited.invitation().orElseThrow();
        assertTrue(invitation.jwt().startsWith("ey"));
        assertFalse(invited.enrolled());
        assertFalse(invitation.toString().contains(invitation.jwt()), "a token is a secret");

        controller.enroll(id);

        assertTrue(management.identity(id).enrolled());
        assertEquals(Optional.empty(), management.identity(id).invitation());
    }

    @Test
    void fieldsThatAreMissingAreTakenAsEmptyAndUnknownOnesPassedOver() throws Exception {
        controller.on(
                "GET",
                "/identities",
                reply(
                        200,
                        "{\"data\":[{\"id\":\"i\",\"name\":\"n\",\"roleAttributes\":null,\"tags\":null,\"news\":[1]}]}"));
        IdentityEntity read = management.all(EntityKind.IDENTITY).getFirst();
        assertEquals(new IdentityEntity("i", "n", Set.of(), Map.of(), Optional.empty(), false, false, false), read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "{\"data\":{}}",
                "{\"data\":[1]}",
                "{\"data\":[{\"id\":\"../x\",\"name\":\"n\"}]}",
                "{\"data\":[{\"id\":\"..\",\"name\":\"n\"}]}",
                "{\"data\":[{\"id\":\"i\"}]}",
                "{\"data\":[{\"id\":\"i\",\"name\":{}}]}",
                "{\"data\":[{\"id\":\"i\",\"name\":\"n\",\"roleAttributes\":\"x\"}]}",
                "{\"data\":[{\"id\":\"i\",\"name\":\"n\",\"roleAttributes\":[{}]}]}",
                "{\"data\":[{\"id\":\"i\",\"name\":\"n\",\"enrollment\":{\"ott\":{\"jwt\":\"a b\"}}}]}",
                "{\"data\":[],\"meta\":[", // broken off
            })
    void anAbsurdAnswerIsRefusedInWords(String body) {
        controller.on("GET", "/identities", reply(200, body));
        fails(SetupFailure.NOT_A_CONTROLLER, () -> management.all(EntityKind.IDENTITY));
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        controller.on("GET", "/identities", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] megabyte = new byte[1 << 20];
            try (var out = exchange.getResponseBody()) {
                for (int i = 0; i < 64; i++) {
                    out.write(megabyte);
                }
            } catch (IOException e) {
                // That is what is tested: the client hangs up.
            }
        });
        SetupException failed = fails(SetupFailure.NOT_A_CONTROLLER, () -> management.all(EntityKind.IDENTITY));
        assertTrue(failed.sentence().contains("MiB"), failed.sentence());
    }

    @Test
    void aListWithoutAnEndIsCutOff() {
        controller.on(
                "GET",
                "/identities",
                reply(
                        200,
                        "{\"data\":[{\"id\":\"i\",\"name\":\"n\"}],\"meta\":{\"pagination\":{\"totalCount\":2000000000}}}"));
        fails(SetupFailure.NOT_A_CONTROLLER, () -> management.all(EntityKind.IDENTITY));
        assertTrue(controller.calls("GET /identities") <= 3);
    }

    // Finding

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann Lee",
                "\"quoted\"",
                "back\\slash",
                "two\\\\of them",
                "a\\nb",
                "\\",
                "emoji 😀🎉",
                "new\nline",
                "tab\tand \u0001",
                " lead",
                "o'hara] or true",
                "name in [\"x\"]",
                "#all",
                "@id",
                "%2B+&=",
            })
    void aNameIsFoundWhateverItIsMadeOf(String name) throws Exception {
        management.create(EntityKind.IDENTITY, person("other"));
        management.create(EntityKind.IDENTITY, person(name + "2"));
        String id = management.create(EntityKind.IDENTITY, person(name));

        List<IdentityEntity> found = management.findByName(EntityKind.IDENTITY, List.of(name, "nobody"));

        assertEquals(List.of(id), found.stream().map(IdentityEntity::id).toList());
        assertEquals(List.of(name), names(found));
    }

    @Test
    void aNameOf300CharactersIsFound() throws Exception {
        String name = "😀".repeat(150);
        management.create(EntityKind.IDENTITY, person(name));
        assertEquals(List.of(name), names(management.findByName(EntityKind.IDENTITY, List.of(name))));
    }

    @Test
    void manyNamesAreAskedForInFewRequestsOfBoundedLength() throws Exception {
        List<String> names =
                IntStream.range(0, 200).mapToObj(i -> "person number " + i).toList();
        for (String name : names.subList(0, 20)) {
            management.create(EntityKind.IDENTITY, person(name));
        }
        controller.forgetRequests();

        List<IdentityEntity> found = management.findByName(EntityKind.IDENTITY, names);

        assertEquals(Set.copyOf(names.subList(0, 20)), Set.copyOf(names(found)));
        assertTrue(
                controller.calls("GET /identities") <= 2, controller.requests().toString());
        for (Request request : controller.requests()) {
            assertTrue(request.query().length() < 6500);
        }
    }

    @Test
    void noNamesAreFoundWithoutAsking() throws Exception {
        assertEquals(List.of(), management.findByName(EntityKind.IDENTITY, List.of()));
        assertEquals(List.of(), controller.requests());
    }

    @Test
    void twoThousandIdentitiesArriveInPages() throws Exception {
        for (int i = 0; i < 2000; i++) {
            ObjectNode row = FakeNetwork.object().put("name", "person " + i);
            row.putArray("roleAttributes").add("chat-p2p");
            controller.put(EntityKind.IDENTITY, row);
        }
        assertEquals(2000, management.identitiesWithRole("chat-p2p").size());
        assertEquals(4, controller.calls("GET /identities"));
    }

    @Test
    void whatGoesWhilePagesAreReadDoesNoHarm() throws Exception {
        for (int i = 0; i < 600; i++) {
            controller.put(EntityKind.SERVICE, FakeNetwork.object().put("name", "service " + i));
        }
        String first = management.all(EntityKind.SERVICE).getFirst().id();
        AtomicInteger pages = new AtomicInteger();
        controller.on(
                request -> {
                    if (request.path().equals("/services") && pages.getAndIncrement() == 1) {
                        try {
                            deleteBehindTheBack(first);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                    return false;
                },
                breakOff());
        assertTrue(management.all(EntityKind.SERVICE).size() >= 599);
    }

    private void deleteBehindTheBack(String serviceId) throws Exception {
        try (Management other = logIn(LIMIT)) {
            other.delete(EntityKind.SERVICE, serviceId);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "dev.chat", "chat-p2p", "with space"})
    void aTagIsFoundAlsoIfNoFilterCanNameIt(String tag) throws Exception {
        ServiceEntity ours = new ServiceEntity("", "ours", Set.of(), true, Map.of(tag, "us"));
        management.create(EntityKind.SERVICE, ours);
        management.create(EntityKind.SERVICE, new ServiceEntity("", "theirs", Set.of(), true, Map.of(tag, "them")));
        assertEquals(List.of("ours"), names(management.findByTag(EntityKind.SERVICE, tag, "us")));
    }

    @Test
    void aRoleAttributeIsFoundWhateverItIsMadeOf() throws Exception {
        for (String role : List.of("chat p2p", "a\"b", "a\\nb")) {
            management.create(
                    EntityKind.IDENTITY,
                    new IdentityEntity(
                            "", "with " + role, Set.of(role), Map.of(), Optional.empty(), false, false, false));
            assertEquals(List.of("with " + role), names(management.identitiesWithRole(role)));
        }
    }

    @Test
    void terminatorsTellWhoHostsWhere() throws Exception {
        String service = management.create(EntityKind.SERVICE, service("s"));
        String router = controller.addRouter("router-1", true);
        controller.addTerminator(service, "ann", router);
        controller.addTerminator("other", "bob", router);
        List<TerminatorEntry> terminators = management.terminators(service);
        assertEquals(List.of(new TerminatorEntry(terminators.getFirst().id(), service, "ann", router)), terminators);
    }

    // Changing

    @Test
    void onlyWhatDiffersIsSent() throws Exception {
        String id = management.create(
                EntityKind.SERVICE, new ServiceEntity("", "s", Set.of("a", "b"), true, Map.of("owner", "us")));

        management.change(
                EntityKind.SERVICE, new ServiceEntity(id, "s", Set.of("b", "a"), true, Map.of("owner", "us")));
        assertEquals(0, controller.calls("PATCH /services/" + id), "nothing differs");

        management.change(EntityKind.SERVICE, new ServiceEntity(id, "s", Set.of("b"), true, Map.of("owner", "us")));
        Request patch = controller.requests().getLast();
        assertEquals("PATCH /services/" + id, patch.toString());
        assertEquals("{\"roleAttributes\":[\"b\"]}", patch.body());
    }

    @Test
    void tagsThatAreNoTextSurviveAChange() throws Exception {
        ObjectNode row = FakeNetwork.object().put("name", "tagged");
        row.putObject("tags").put("count", 3).put("flag", true).put("old", "x");
        String tagged = controller.put(EntityKind.SERVICE, row);

        management.change(EntityKind.SERVICE, new ServiceEntity(tagged, "tagged", Set.of(), false, Map.of("new", "y")));

        JsonNode tags = controller.entities(EntityKind.SERVICE).getLast().path("tags");
        assertEquals("{\"new\":\"y\",\"count\":3,\"flag\":true}", tags.toString());
    }

    @Test
    void everythingThatAPolicySaysCanBeChanged() throws Exception {
        String id = management.create(
                EntityKind.SERVICE_POLICY,
                new ServicePolicy(
                        "", "p", ServicePolicy.Type.DIAL, Set.of("#a"), Set.of("#b"), Semantic.ALL_OF, Map.of()));
        ServicePolicy wanted = new ServicePolicy(
                id, "p", ServicePolicy.Type.BIND, Set.of("#c"), Set.of("#all"), Semantic.ANY_OF, Map.of("k", "v"));

        management.change(EntityKind.SERVICE_POLICY, wanted);

        assertEquals(List.of(wanted), management.all(EntityKind.SERVICE_POLICY));
    }

    @Test
    void whatIsGoneCannotBeChangedButDeletedTwice() throws Exception {
        String id = management.create(EntityKind.SERVICE, service("s"));
        management.delete(EntityKind.SERVICE, id);
        management.delete(EntityKind.SERVICE, id);
        fails(
                SetupFailure.NOT_FOUND,
                () -> management.change(EntityKind.SERVICE, new ServiceEntity(id, "s", Set.of(), true, Map.of())));
        fails(SetupFailure.NOT_FOUND, () -> management.identity("i.99"));
        fails(SetupFailure.NOT_FOUND, () -> management.advise("i.99", id));
    }

    @Test
    void aNotFoundOfAProxyIsNotTakenForADeletion() {
        controller.on(_ -> true, reply(404, "<html>nothing here</html>"));
        fails(SetupFailure.NOT_A_CONTROLLER, () -> management.delete(EntityKind.SERVICE, "s.1"));
    }

    // Refusals

    @Test
    void aNameThatIsTakenIsToldAsSuch() throws Exception {
        management.create(EntityKind.IDENTITY, person("Ann \"the\" 😀"));
        SetupException failed =
                fails(SetupFailure.NAME_TAKEN, () -> management.create(EntityKind.IDENTITY, person("Ann \"the\" 😀")));
        assertTrue(failed.sentence().contains("Ann \"the\" 😀"), failed.sentence());
    }

    @Test
    void aRefusedFieldIsNamedWithTheReason() {
        SetupException failed = fails(
                SetupFailure.REFUSED,
                () -> management.create(
                        EntityKind.SERVICE_POLICY,
                        new ServicePolicy(
                                "",
                                "p",
                                ServicePolicy.Type.DIAL,
                                Set.of("@nobody"),
                                Set.of(),
                                Semantic.ANY_OF,
                                Map.of())));
        assertTrue(failed.sentence().contains("identityRoles"), failed.sentence());
        assertTrue(failed.sentence().contains("no entities found"), failed.sentence());
    }

    @Test
    void whatTheControllerSaysIsMadeDisplayable() {
        controller.on(
                "POST",
                "/services",
                reply(400, "{\"error\":{\"message\":\"a\\u0007b\\u202Ec" + "x".repeat(5000) + "\"}}"));
        SetupException failed = fails(SetupFailure.REFUSED, () -> management.create(EntityKind.SERVICE, service("s")));
        assertTrue(failed.sentence().length() < 600, failed.sentence());
        assertTrue(failed.sentence().chars().noneMatch(c -> c < ' ' || c == 0x202E), failed.sentence());
    }

    @Test
    void aMissingPermissionIsToldFromAnExpiredLogin() throws Exception {
        controller.on("GET", "/services", refuse(401, "UNAUTHORIZED", "The session is not authorized"));
        fails(SetupFailure.NOT_ALLOWED, () -> management.all(EntityKind.SERVICE));
        assertEquals(0, controller.calls("POST /authenticate"), "the log-in still holds");
        controller.restore().on("GET", "/services", refuse(403, "FORBIDDEN", "no"));
        fails(SetupFailure.NOT_ALLOWED, () -> management.all(EntityKind.SERVICE));
    }

    @Test
    void aControllerWithAProblemOfItsOwnAndABusyOneAreTold() {
        controller.on("GET", "/services", reply(500, "{\"error\":{\"code\":\"UNHANDLED\",\"message\":\"boom\"}}"));
        assertTrue(fails(SetupFailure.UNREACHABLE, () -> management.all(EntityKind.SERVICE))
                .sentence()
                .contains("boom"));
        controller.restore().on("GET", "/services", reply(503, ""));
        fails(SetupFailure.UNREACHABLE, () -> management.all(EntityKind.SERVICE));
    }

    // The log-in in the middle of the work

    @Test
    void anExpiredLoginIsRenewedOnceAndTheRequestRepeated() throws Exception {
        controller.expireSessions();
        String id = management.create(EntityKind.SERVICE, service("s"));
        assertEquals(1, controller.calls("POST /authenticate"));
        assertEquals(
                List.of(id),
                management.all(EntityKind.SERVICE).stream()
                        .map(ServiceEntity::id)
                        .toList());
        assertEquals(1, controller.calls("POST /authenticate"));
    }

    @Test
    void renewingAsksForTheCodeAgain() throws Exception {
        controller.requireCode("123456");
        controller.expireSessions();
        assertEquals(List.of(), management.all(EntityKind.SERVICE));
        assertEquals(1, codesAsked.get());
    }

    @Test
    void manyThreadsRenewTheLoginOnce() throws Exception {
        controller.expireSessions();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("asking-", 0).factory())) {
            List<Future<String>> made = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String name = "person " + i;
                made.add(threads.submit(() -> management.create(EntityKind.IDENTITY, person(name))));
            }
            for (Future<String> one : made) {
                one.get();
            }
        }
        assertEquals(20, management.all(EntityKind.IDENTITY).size());
        assertEquals(1, controller.calls("POST /authenticate"));
    }

    @Test
    void aLoginThatCannotBeRenewedIsToldAndNotHammered() {
        controller.addUser("admin", "changed meanwhile", true);
        controller.expireSessions();
        for (int i = 0; i < 5; i++) {
            fails(SetupFailure.SESSION_EXPIRED, () -> management.all(EntityKind.SERVICE));
        }
        assertEquals(1, controller.calls("POST /authenticate"));
    }

    @Test
    void aLoginThatCouldNotBeRenewedForNowIsTriedAgain() throws Exception {
        controller.expireSessions();
        controller.on("POST", "/authenticate", reply(503, ""));
        fails(SetupFailure.UNREACHABLE, () -> management.all(EntityKind.SERVICE));
        controller.restore();
        assertEquals(List.of(), management.all(EntityKind.SERVICE));
    }

    @Test
    void aBusyControllerIsNotAskedForAnotherLogin() {
        controller.on("GET", "/services", refuse(401, "UNAUTHORIZED", "The session is not authorized"));
        for (int status : new int[] {429, 500, 503}) {
            controller.on("GET", "/current-api-session", reply(status, ""));
            fails(SetupFailure.UNREACHABLE, () -> management.all(EntityKind.SERVICE));
        }
        assertEquals(0, controller.calls("POST /authenticate"));
    }

    @Test
    void whoeverWaitsForALoginThatIsBrokenOffLogsInThemselves() throws Exception {
        controller.expireSessions();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch loggingIn = new CountDownLatch(1);
        AtomicInteger questions = new AtomicInteger();
        AtomicInteger logIns = new AtomicInteger();
        controller.on(
                request -> {
                    if (request.path().equals("/services") && questions.incrementAndGet() == 1) {
                        asked.countDown();
                        pass(loggingIn);
                    }
                    if (request.path().equals("/authenticate") && logIns.incrementAndGet() == 1) {
                        loggingIn.countDown();
                        return true;
                    }
                    return false;
                },
                controller.silence());
        FutureTask<List<ServiceEntity>> early = new FutureTask<>(() -> management.all(EntityKind.SERVICE));
        FutureTask<List<ServiceEntity>> brokenOff = new FutureTask<>(() -> management.all(EntityKind.SERVICE));
        FutureTask<List<ServiceEntity>> late = new FutureTask<>(() -> management.all(EntityKind.SERVICE));

        // It asks before the others, and learns that the log-in has ended when another one is renewing it.
        Thread first = Thread.ofVirtual().name("early").start(early);
        pass(asked);
        Thread.ofVirtual().name("broken-off").start(brokenOff);
        pass(loggingIn);
        Thread last = Thread.ofVirtual().name("late").start(late);
        await().until(() -> first.getState() == Thread.State.WAITING && last.getState() == Thread.State.WAITING);
        brokenOff.cancel(true);

        assertEquals(List.of(), early.get());
        assertEquals(List.of(), late.get());
        assertEquals(2, logIns.get());
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aLoginThatEndsAgainAndAgainIsGivenUp() {
        controller.on(
                request -> !request.path().startsWith("/authenticate"),
                refuse(401, "UNAUTHORIZED", "The session is not authorized"));
        fails(SetupFailure.SESSION_EXPIRED, () -> management.all(EntityKind.SERVICE));
        assertEquals(1, controller.calls("POST /authenticate"));
    }

    // Invitations

    @Test
    void anInvitationIsIssuedAnewAndTheOldOneIsVoid() throws Exception {
        String id = management.create(EntityKind.IDENTITY, person("Ann"));
        String old = management.identity(id).invitation().orElseThrow().jwt();

        PendingInvitation fresh = management.reissue(id, Duration.ofDays(7));

        assertNotEquals(old, fresh.jwt());
        assertEquals(Optional.of(fresh), management.identity(id).invitation());
        assertTrue(fresh.expires().isAfter(Instant.now().plus(Duration.ofDays(6))));
    }

    @Test
    void theCertificateOfAnEnrolledIdentityIsVoidAfterIssuingAnew() throws Exception {
        String id = management.create(EntityKind.IDENTITY, person("Ann"));
        controller.enroll(id);

        PendingInvitation fresh = management.reissue(id, Duration.ofDays(7));

        IdentityEntity now = management.identity(id);
        assertFalse(now.enrolled());
        assertEquals(Optional.of(fresh), now.invitation());
    }

    @Test
    void issuingAnewThatBrokeOffHalfWayIsCompletedByASecondRun() throws Exception {
        String id = management.create(EntityKind.IDENTITY, person("Ann"));
        controller.enroll(id);
        controller.goneAfterChanges(0);
        fails(SetupFailure.UNREACHABLE, () -> management.reissue(id, Duration.ofDays(7)));
        controller.restore();

        PendingInvitation fresh = management.reissue(id, Duration.ofDays(7));
        assertEquals(Optional.of(fresh), management.identity(id).invitation());
    }

    @Test
    void theFirstAdministratorKeepsItsLogin() {
        String id = controller.put(
                EntityKind.IDENTITY,
                FakeNetwork.object().put("name", "Default Admin").put("isDefaultAdmin", true));
        controller.enroll(id);
        fails(SetupFailure.REFUSED, () -> management.reissue(id, Duration.ofDays(7)));
        assertTrue(controller.requests().stream()
                .noneMatch(request -> request.method().equals("DELETE")));
    }

    // The policy adviser

    @Test
    void theAdviserSaysWhoMayDoWhatThroughHowManyRouters() throws Exception {
        String ann = management.create(EntityKind.IDENTITY, person("Ann"));
        String service = management.create(EntityKind.SERVICE, service("chat-p2p"));
        assertEquals(new PolicyAdvice(false, false, 0, 0), management.advise(ann, service));

        management.create(
                EntityKind.SERVICE_POLICY,
                new ServicePolicy(
                        "",
                        "dial",
                        ServicePolicy.Type.DIAL,
                        Set.of("#chat-p2p"),
                        Set.of("#chat-p2p"),
                        Semantic.ANY_OF,
                        Map.of()));
        management.create(
                EntityKind.EDGE_ROUTER_POLICY,
                new EdgeRouterPolicy("", "r", Set.of("#chat-p2p"), Set.of("#all"), Semantic.ANY_OF, Map.of()));
        management.create(
                EntityKind.SERVICE_EDGE_ROUTER_POLICY,
                new ServiceEdgeRouterPolicy("", "r", Set.of("#chat-p2p"), Set.of("#all"), Semantic.ANY_OF, Map.of()));
        controller.addRouter("router-1", true);
        controller.addRouter("router-2", false);

        assertEquals(new PolicyAdvice(true, false, 2, 1), management.advise(ann, service));
    }

    // Trouble on the way

    @Test
    void aControllerThatIsGoneHalfWayIsToldAndASecondRunCompletes() throws Exception {
        controller.goneAfterChanges(2);
        List<String> people = List.of("a", "b", "c", "d");
        fails(SetupFailure.UNREACHABLE, () -> {
            for (String name : people) {
                management.create(EntityKind.IDENTITY, person(name));
            }
        });
        controller.restore();
        assertEquals(List.of("a", "b", "c"), names(management.findByName(EntityKind.IDENTITY, people)));
        management.create(EntityKind.IDENTITY, person("d"));
    }

    @Test
    void aSlowControllerIsGivenUp() throws Exception {
        try (Management hasty = logIn(Duration.ofMillis(300))) {
            controller.on("GET", "/services", controller.silence());
            SetupException failed = fails(SetupFailure.UNREACHABLE, () -> hasty.all(EntityKind.SERVICE));
            assertTrue(failed.sentence().contains("in time"), failed.sentence());
        }
    }

    @Test
    void anInterruptEndsAWait() throws Exception {
        controller.on("GET", "/services", controller.silence());
        Future<?> outcome;
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("waiting-", 0).factory())) {
            outcome = threads.submit(() -> management.all(EntityKind.SERVICE));
            await().until(() -> controller.calls("GET /services") == 1);
            threads.shutdownNow();
        }
        assertEquals(InterruptedException.class, outcome.exceptionNow().getClass());
    }

    @Test
    void closingWhenTheControllerIsGoneDoesNotFail() {
        controller.close();
        management.close();
    }
}
