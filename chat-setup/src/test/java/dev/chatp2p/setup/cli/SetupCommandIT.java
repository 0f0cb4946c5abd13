package dev.chatp2p.setup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.setup.lab.ZitiBinary;
import dev.chatp2p.setup.management.AdminLogin;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.IdentityEntity;
import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.management.PresentedController;
import dev.chatp2p.setup.management.RestControllerAccess;
import dev.chatp2p.setup.management.ServiceEntity;
import dev.chatp2p.setup.management.TotpPrompt;
import dev.chatp2p.setup.plan.NetworkProvisioner;
import dev.chatp2p.ziti.enroll.ControllerEnroller;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The set-up commands as scripts run them, at a real controller on which nothing of the chat is there. */
@RealNetwork
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class SetupCommandIT {
    private final ZitiBinary ziti;

    private final Path state;

    @TempDir
    private Path out;

    private LabNetwork network;
    private RestControllerAccess access;
    private String fingerprint = "";

    private record Result(int exitCode, String out, String err) {
        JsonNode json() {
            return new JsonMapper().readTree(out);
        }
    }

    SetupCommandIT(ZitiBinary ziti, @TempDir Path state) {
        this.ziti = ziti;
        this.state = state;
    }

    @BeforeAll
    void start() throws Exception {
        network = LabNetwork.startEmpty(ziti, 1, _ -> {});
        access = new RestControllerAccess(state.resolve("controllers.json"));
        PresentedController presented = access.probe(network.controllerAddress());
        access.trust(presented);
        fingerprint = presented.fingerprint();
    }

    @AfterAll
    void stop() {
        network.close();
    }

    /** Whatever a test has made goes again. */
    @AfterEach
    void removeEverything() {
        assertEquals(0, setup("--remove", "--yes").exitCode());
    }

    private Result setup(String... args) {
        List<String> all = new ArrayList<>(List.of(
                "setup",
                "--controller-url",
                network.controllerAddress().getAuthority(),
                "--out",
                out.toString(),
                "--trust",
                fingerprint));
        all.addAll(Arrays.asList(args));
        return chat(all.toArray(String[]::new));
    }

    private Result chat(String... args) {
        StringWriter shown = new StringWriter();
        StringWriter errors = new StringWriter();
        SetupSurroundings surroundings = new SetupSurroundings(
                FakeTerminal::nobody,
                Map.of(AdminOptions.PASSWORD_VARIABLE, "admin"),
                () -> access,
                NetworkProvisioner::new,
                ControllerEnroller::new,
                () -> new ProcessStop(Duration.ofSeconds(1)),
                verbose -> {});
        int exitCode = new CommandLine(new SetupCommand(surroundings))
                .addSubcommand(new EnrollCommand(surroundings, InputStream::nullInputStream))
                .setOut(new PrintWriter(shown, true))
                .setErr(new PrintWriter(errors, true))
                .execute(args[0].equals("setup") ? Arrays.copyOfRange(args, 1, args.length) : args);
        return new Result(exitCode, shown.toString(), errors.toString());
    }

    private Management administrator() throws SetupException, InterruptedException {
        return access.logIn(
                access.probe(network.controllerAddress()),
                new AdminLogin.Password("admin", "admin"),
                TotpPrompt.NOBODY);
    }

    @Test
    void planThenApplyThenNothingIsLeftToDoAndRemoveTakesItAway() throws Exception {
        assertEquals(3, setup("--users", "anna,ben", "--plan").exitCode());

        Result made = setup("--users", "anna,ben", "--yes", "--json");
        assertEquals(0, made.exitCode(), made::err);
        assertEquals(2, made.json().path("people").size());
        for (JsonNode person : made.json().path("people")) {
            assertTrue(person.path("canCall").asBoolean(), made::out);
            assertTrue(person.path("canBeCalled").asBoolean(), made::out);
            assertEquals(1, person.path("routersOnline").asInt(), made::out);
            assertTrue(Files.exists(Path.of(person.path("invitation").asString())), made::out);
        }

        Result again = setup("--users", "anna,ben", "--plan", "--json");
        assertEquals(0, again.exitCode(), again::out);
        again.json()
                .path("plan")
                .forEach(step -> assertEquals("keep", step.path("action").asString()));

        assertEquals(0, setup("--remove", "--yes").exitCode());
        assertEquals(3, setup("--users", "anna,ben", "--plan").exitCode());
        try (Management management = administrator()) {
            assertEquals(
                    List.of(), management.findByName(EntityKind.IDENTITY, List.of("anna", "ben")), "nobody is left");
            assertEquals(List.of(), management.findByName(EntityKind.SERVICE, List.of("chat-p2p")));
        }
    }

    @Test
    void namesWithBlanksQuotesAndEmojiAreInvitedAndEnrolled() throws Exception {
        Result made = setup("--users", "Ann O'Neill,Zoë \"Z\" 👋,../up", "--yes", "--enroll", "--json");

        assertEquals(0, made.exitCode(), made::err);
        for (JsonNode person : made.json().path("people")) {
            Path identity = Path.of(person.path("identity").asString());
            assertEquals(out, identity.getParent());
            ZitiIdentity.read(identity);
        }
    }

    @Test
    void anInvitationIsEnrolledByTheCommandAndWorksOnce() {
        setup("--users", "carl", "--yes");
        Path invitation = out.resolve("carl.jwt");

        Result enrolled = chat("enroll", invitation.toString());
        assertEquals(0, enrolled.exitCode(), enrolled::err);
        assertTrue(Files.exists(out.resolve("carl.json")));

        Result again = chat(
                "enroll",
                invitation.toString(),
                "-o",
                out.resolve("second.json").toString());
        assertEquals(1, again.exitCode());
        assertFalse(Files.exists(out.resolve("second.json")));

        Result reissued = setup("--reissue", "carl", "--yes", "--json");
        assertEquals(0, reissued.exitCode(), reissued::err);
        Result anew = chat(
                "enroll",
                reissued.json().path("people").path(0).path("invitation").asString(),
                "-o",
                out.resolve("second.json").toString());
        assertEquals(0, anew.exitCode(), anew::err);
    }

    @Test
    void whatBelongsToSomebodyElseIsAConflictAndStaysAsItIs() throws Exception {
        try (Management management = administrator()) {
            String service = management.create(
                    EntityKind.SERVICE, new ServiceEntity("", "taken", Set.of("theirs"), false, Map.of()));
            String person = management.create(
                    EntityKind.IDENTITY,
                    new IdentityEntity("", "dora", Set.of(), Map.of(), Optional.empty(), false, false, false));
            try {
                Result refused = setup("--service", "taken", "--users", "dora,emil", "--yes", "--json");

                assertEquals(4, refused.exitCode(), refused::out);
                assertEquals(
                        "NAME_TAKEN",
                        refused.json().path("error").path("failure").asString());
                assertEquals(List.of(), management.findByName(EntityKind.IDENTITY, List.of("emil")));
                assertEquals(
                        Set.of("theirs"),
                        management
                                .findByName(EntityKind.SERVICE, List.of("taken"))
                                .getFirst()
                                .roleAttributes());
            } finally {
                management.delete(EntityKind.SERVICE, service);
                management.delete(EntityKind.IDENTITY, person);
            }
        }
    }

    @Test
    void aWrongPasswordAWrongAddressAndHttpAreSentences() {
        Result password = setup("--plan", "-p", "wrong", "--json");
        assertEquals(1, password.exitCode());
        assertEquals(
                "LOGIN_REFUSED", password.json().path("error").path("failure").asString());

        Result http = chat("setup", "--plan", "--controller-url", "http://127.0.0.1:1280");
        assertEquals(2, http.exitCode(), http::err);
        assertTrue(http.err().contains("https"), http::err);

        Result nobody = chat("setup", "--plan", "--controller-url", "127.0.0.1:1");
        assertEquals(1, nobody.exitCode(), nobody::err);
        for (Result result : List.of(password, http, nobody)) {
            assertFalse(result.err().contains("Exception"), result::err);
        }
    }

    @Test
    void aControllerNobodyHasComparedIsNotLoggedInToBeforeItsFingerprintIsGivenOnce() {
        RestControllerAccess known = access;
        access = new RestControllerAccess(state.resolve("empty.json"));
        try {
            Result refused = chat(
                    "setup",
                    "--plan",
                    "--controller-url",
                    network.controllerAddress().getAuthority(),
                    "--json");

            assertEquals(1, refused.exitCode());
            assertEquals(
                    "UNTRUSTED", refused.json().path("error").path("failure").asString());
            assertTrue(refused.err().contains(fingerprint), refused::err);
            assertEquals(3, setup("--plan").exitCode());
            assertEquals(
                    3,
                    chat(
                                    "setup",
                                    "--plan",
                                    "--controller-url",
                                    network.controllerAddress().getAuthority())
                            .exitCode(),
                    "it is remembered");
        } finally {
            access = known;
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToChangesNothing() throws Exception {
        Path file = Files.writeString(state.resolve("a file"), "");

        Result refused = chat(
                "setup",
                "--controller-url",
                network.controllerAddress().getAuthority(),
                "--out",
                file.resolve("in").toString(),
                "--yes");

        assertEquals(1, refused.exitCode());
        assertEquals(3, setup("--plan").exitCode());
    }
}
