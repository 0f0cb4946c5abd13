package dev.chatp2p.setup.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.ManagementHttp.Answer;
import dev.chatp2p.setup.management.ManagementHttp.Call;
import dev.chatp2p.setup.management.PresentedController.Trust;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.controller.Totp;
import dev.chatp2p.ziti.enroll.ControllerEnroller;
import dev.chatp2p.ziti.enroll.Enroller;
import dev.chatp2p.ziti.enroll.Invitation;
import dev.chatp2p.ziti.enroll.Proof;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds for the client at every controller, of whatever version, whose administrator is admin, admin. */
@Timeout(180)
abstract class ManagementContract {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementContract.class);
    private static final AdminLogin ADMIN = new AdminLogin.Password("admin", "admin");
    /** More than a page. */
    private static final int CROWD = Integer.getInteger("chat.crowd", 600);

    private static final int AT_ONCE = 8;

    @TempDir
    private Path folder;

    private final URI address;
    private final List<String> made = new ArrayList<>();
    private RestControllerAccess access;
    private PresentedController controller;
    protected Management management;

    ManagementContract(URI address) {
        this.address = address;
    }

    @BeforeEach
    void logIn() throws Exception {
        access = new RestControllerAccess(folder.resolve("known.json"));
        controller = access.probe(access.address(address.toString()));
        access.trust(controller);
        management = access.logIn(controller, ADMIN, TotpPrompt.NOBODY);
    }

    @AfterEach
    void leaveNothing() throws Exception {
        for (String id : made) {
            management.delete(EntityKind.IDENTITY, id);
        }
        management.close();
    }

    private static IdentityEntity person(String name, boolean admin) {
        return new IdentityEntity(
                "", name, Set.of("management it"), Map.of("managementIt", "x"), Optional.empty(), false, false, admin);
    }

    private String create(IdentityEntity identity) throws Exception {
        String id = management.create(EntityKind.IDENTITY, identity);
        made.add(id);
        return id;
    }

    private Path enroll(PendingInvitation invitation, String file) throws Exception {
        Enroller enroller = new ControllerEnroller();
        Path identity = folder.resolve(file);
        enroller.enroll(enroller.check(Invitation.parse(invitation.jwt())), new Proof.None(), identity, _ -> {});
        return identity;
    }

    private static void fails(SetupFailure failure, Executable action) {
        SetupException failed = assertThrows(SetupException.class, action);
        assertEquals(failure, failed.failure(), failed.sentence());
    }

    /** What the client has no method for. */
    private JsonNode raw(String method, String path, String body, String token) throws Exception {
        try (ManagementHttp http = new ManagementHttp(
                controller.address(), new Authorities(controller.authorities()).tls(), Duration.ofSeconds(20))) {
            Answer answer = http.send(new Call(method, path, body, Map.of("zt-session", token)));
            assertTrue(answer.isSuccess(), answer.status() + " for " + method + " " + path + ": " + answer.body());
            return JsonMapper.shared().readTree(answer.body()).path("data");
        }
    }

    private String rawLogin() throws Exception {
        return raw("POST", "/authenticate?method=password", "{\"username\":\"admin\",\"password\":\"admin\"}", "none")
                .path("token")
                .asString();
    }

    @Test
    void aControllerIsNewOnceAndKnownFromThenOn() throws Exception {
        PresentedController first = new RestControllerAccess(folder.resolve("others.json")).probe(address);
        assertEquals(Trust.NEW, first.trust());
        assertTrue(first.version().startsWith("v"), first.version());
        assertTrue(first.fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"), first.fingerprint());
        assertEquals(Trust.KNOWN, access.probe(address).trust());
    }

    @Test
    void identitiesWithAnyNameAreMadeFoundChangedAndDeleted() throws Exception {
        List<String> names = Stream.of(
                        "plain",
                        "with \"quotes\"",
                        "back\\slash",
                        "two\\\\of them",
                        "a\\nb",
                        "\\",
                        "emoji 😀🎉",
                        "new\nline",
                        "\u0001control",
                        "o'hara] or true",
                        "😀".repeat(150))
                .map(name -> name + " (it)")
                .toList();
        for (String name : names) {
            create(person(name, false));
        }

        List<IdentityEntity> found = management.findByName(EntityKind.IDENTITY, names);
        assertEquals(
                Set.copyOf(names), Set.copyOf(found.stream().map(Entity::name).toList()));
        assertTrue(found.stream().allMatch(identity -> identity.invitation().isPresent()));
        assertEquals(
                names.size(),
                management.findByTag(EntityKind.IDENTITY, "managementIt", "x").size());
        assertEquals(
                names.size(), management.identitiesWithRole("management it").size());
        fails(SetupFailure.NAME_TAKEN, () -> management.create(EntityKind.IDENTITY, person(names.get(1), false)));

        IdentityEntity one = found.getFirst();
        management.change(
                EntityKind.IDENTITY,
                new IdentityEntity(
                        one.id(),
                        one.name(),
                        Set.of(),
                        Map.of("managementIt", "y", "digits 2", "z"),
                        Optional.empty(),
                        false,
                        false,
                        false));
        IdentityEntity changed = management.identity(one.id());
        assertEquals(Set.of(), changed.roleAttributes());
        assertEquals(Map.of("managementIt", "y", "digits 2", "z"), changed.tags());
        assertEquals(one.invitation(), changed.invitation(), "a change leaves the invitation alone");
        assertEquals(
                List.of(changed), management.findByTag(EntityKind.IDENTITY, "digits 2", "z"), "no filter can name it");

        management.delete(EntityKind.IDENTITY, one.id());
        management.delete(EntityKind.IDENTITY, one.id());
        fails(SetupFailure.NOT_FOUND, () -> management.identity(one.id()));
    }

    @Test
    void servicesAndPoliciesAreReadAsTheyWereWritten() throws Exception {
        Map<String, String> tags = Map.of("managementIt", "x");
        List<Runnable> undo = new ArrayList<>();
        try {
            String service = made(
                    undo, EntityKind.SERVICE, new ServiceEntity("", "it service", Set.of("it a", "it"), true, tags));
            assertEquals(
                    List.of(new ServiceEntity(service, "it service", Set.of("it a", "it"), true, tags)),
                    management.findByName(EntityKind.SERVICE, List.of("it service")));

            ServicePolicy policy = new ServicePolicy(
                    "",
                    "it policy",
                    ServicePolicy.Type.DIAL,
                    Set.of("#it"),
                    Set.of("@" + service, "#it a"),
                    Semantic.ANY_OF,
                    tags);
            String id = made(undo, EntityKind.SERVICE_POLICY, policy);
            ServicePolicy wanted = new ServicePolicy(
                    id, "it policy", ServicePolicy.Type.BIND, Set.of(), Set.of("#all"), Semantic.ALL_OF, tags);
            management.change(EntityKind.SERVICE_POLICY, wanted);
            assertEquals(List.of(wanted), management.findByTag(EntityKind.SERVICE_POLICY, "managementIt", "x"));

            String routers = made(
                    undo,
                    EntityKind.EDGE_ROUTER_POLICY,
                    new EdgeRouterPolicy("", "it routers", Set.of("#it"), Set.of("#all"), Semantic.ANY_OF, tags));
            assertEquals(
                    List.of(new EdgeRouterPolicy(
                            routers, "it routers", Set.of("#it"), Set.of("#all"), Semantic.ANY_OF, tags)),
                    management.findByName(EntityKind.EDGE_ROUTER_POLICY, List.of("it routers")));
            String serviceRouters = made(
                    undo,
                    EntityKind.SERVICE_EDGE_ROUTER_POLICY,
                    new ServiceEdgeRouterPolicy(
                            "", "it routers", Set.of("#it"), Set.of("#all"), Semantic.ALL_OF, tags));
            assertEquals(
                    List.of(new ServiceEdgeRouterPolicy(
                            serviceRouters, "it routers", Set.of("#it"), Set.of("#all"), Semantic.ALL_OF, tags)),
                    management.findByName(EntityKind.SERVICE_EDGE_ROUTER_POLICY, List.of("it routers")));
            fails(
                    SetupFailure.REFUSED,
                    () -> management.create(
                            EntityKind.SERVICE_POLICY,
                            new ServicePolicy(
                                    "",
                                    "it refused",
                                    ServicePolicy.Type.DIAL,
                                    Set.of("@nobody"),
                                    Set.of(),
                                    Semantic.ANY_OF,
                                    Map.of())));
        } finally {
            undo.reversed().forEach(Runnable::run);
        }
    }

    private <E extends Entity> String made(List<Runnable> undo, EntityKind<E> kind, E entity) throws Exception {
        String id = management.create(kind, entity);
        undo.add(() -> {
            try {
                management.delete(kind, id);
            } catch (SetupException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return id;
    }

    @Test
    void anInvitationIssuedAnewEnrolsAndTheOldOneAndTheOldCertificateDoNot() throws Exception {
        String id = create(person("re-issued", false));
        PendingInvitation first = management.identity(id).invitation().orElseThrow();
        PendingInvitation second = management.reissue(id, Duration.ofDays(7));
        assertNotEquals(first.jwt(), second.jwt());
        assertTrue(second.expires().isAfter(Instant.now().plus(Duration.ofDays(6))));
        assertThrows(ZitiException.class, () -> enroll(first, "first.json"));
        Path enrolled = enroll(second, "second.json");
        assertTrue(management.identity(id).enrolled());
        fails(
                SetupFailure.NOT_ALLOWED,
                () -> access.logIn(controller, new AdminLogin.Identity(enrolled), TotpPrompt.NOBODY));

        PendingInvitation third = management.reissue(id, Duration.ofHours(1));
        assertFalse(management.identity(id).enrolled());
        fails(
                SetupFailure.LOGIN_REFUSED,
                () -> access.logIn(controller, new AdminLogin.Identity(enrolled), TotpPrompt.NOBODY));
        enroll(third, "third.json");
        assertTrue(management.identity(id).enrolled());
    }

    @Test
    void anAdministratorWithACertificateAndAnAuthenticatorAppLogsIn() throws Exception {
        String id = create(person("second administrator", true));
        AdminLogin boss = new AdminLogin.Identity(
                enroll(management.identity(id).invitation().orElseThrow(), "boss.json"));
        String secret = enrolApp(boss);

        List<Boolean> asked = new ArrayList<>();
        try (Management theirs = access.logIn(controller, boss, again -> {
            asked.add(again);
            return Optional.of(again ? Totp.code(secret, Instant.now()) : "000000");
        })) {
            assertFalse(theirs.all(EntityKind.EDGE_ROUTER).isEmpty());
        }
        assertEquals(List.of(false, true), asked);
        fails(SetupFailure.MFA_REQUIRED, () -> access.logIn(controller, boss, TotpPrompt.NOBODY));
    }

    /** Sets an authenticator app up, and gives its secret. */
    private String enrolApp(AdminLogin login) throws Exception {
        try (ManagementHttp http = new ManagementHttp(
                controller.address(),
                ZitiIdentity.read(((AdminLogin.Identity) login).file()).sslContext(controller.authorities()),
                Duration.ofSeconds(20))) {
            AdminSession session = AdminSession.open(http, login, TotpPrompt.NOBODY);
            assertTrue(session.ask(new Call("POST", "/current-identity/mfa", "{}", Map.of()), "enrol")
                    .isSuccess());
            String url = JsonMapper.shared()
                    .readTree(session.ask(Call.get("/current-identity/mfa"), "enrol")
                            .body())
                    .path("data")
                    .path("provisioningUrl")
                    .asString();
            String secret = url.replaceFirst(".*[?&]secret=([A-Z2-7]+).*", "$1");
            String code = "{\"code\":\"" + Totp.code(secret, Instant.now()) + "\"}";
            assertTrue(session.ask(new Call("POST", "/current-identity/mfa/verify", code, Map.of()), "enrol")
                    .isSuccess());
            session.logOut();
            return secret;
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        fails(
                SetupFailure.LOGIN_REFUSED,
                () -> access.logIn(controller, new AdminLogin.Password("admin", "x"), TotpPrompt.NOBODY));
        fails(
                SetupFailure.LOGIN_REFUSED,
                () -> access.logIn(controller, new AdminLogin.Password("admin", "wrong password"), TotpPrompt.NOBODY));
        fails(
                SetupFailure.LOGIN_REFUSED,
                () -> access.logIn(
                        controller, new AdminLogin.Password("nobody \"😀", "wrong password"), TotpPrompt.NOBODY));
    }

    @Test
    void aLoginThatEndedInTheMiddleIsRenewed() throws Exception {
        String token = rawLogin();
        Set<String> before = sessions(token);
        try (Management theirs = access.logIn(controller, ADMIN, TotpPrompt.NOBODY)) {
            Set<String> opened = sessions(token);
            opened.removeAll(before);
            assertEquals(1, opened.size());
            raw("DELETE", "/api-sessions/" + opened.iterator().next(), "", token);

            assertFalse(theirs.all(EntityKind.EDGE_ROUTER).isEmpty());
        }
        assertEquals(before, sessions(token), "both log-ins are over");
        raw("DELETE", "/current-api-session", "", token);
    }

    private Set<String> sessions(String token) throws Exception {
        Set<String> ids = new HashSet<>();
        raw("GET", "/api-sessions?limit=500", "", token)
                .forEach(session -> ids.add(session.path("id").asString()));
        return ids;
    }

    @Test
    void moreIdentitiesThanFitOnAPageAreListed() throws Exception {
        long started = System.nanoTime();
        List<Callable<String>> creating = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            IdentityEntity one = person("crowd " + i, false);
            creating.add(() -> management.create(EntityKind.IDENTITY, one));
        }
        made.addAll(atOnce(creating));
        long created = System.nanoTime();
        assertEquals(CROWD, management.identitiesWithRole("management it").size());
        long listed = System.nanoTime();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            names.add("crowd " + i);
        }
        assertEquals(200, management.findByName(EntityKind.IDENTITY, names).size());
        long found = System.nanoTime();
        atOnce(made.stream()
                .<Callable<String>>map(id -> () -> {
                    management.delete(EntityKind.IDENTITY, id);
                    return id;
                })
                .toList());
        made.clear();
        LOG.warn(
                "{} identities: created in {} ms, listed in {} ms, 200 found by name in {} ms, deleted in {} ms",
                CROWD,
                TimeUnit.NANOSECONDS.toMillis(created - started),
                TimeUnit.NANOSECONDS.toMillis(listed - created),
                TimeUnit.NANOSECONDS.toMillis(found - listed),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - found));
        assertEquals(List.of(), management.identitiesWithRole("management it"));
    }

    private static List<String> atOnce(List<Callable<String>> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("crowd-", 0).factory())) {
            List<String> results = new ArrayList<>();
            for (Future<String> one : threads.invokeAll(work)) {
                results.add(one.get());
            }
            return results;
        }
    }
}
