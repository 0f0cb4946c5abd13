package dev.chatp2p.ziti.posture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.controller.ApiSession;
import dev.chatp2p.ziti.controller.ClientInfo;
import dev.chatp2p.ziti.controller.ControllerClient;
import dev.chatp2p.ziti.controller.FakeController;
import dev.chatp2p.ziti.controller.ServiceSession;
import dev.chatp2p.ziti.controller.SessionType;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PostureTest {
    private static final String PASSED = "\"isPassing\":true";
    private static final String FAILED = "\"isPassing\":false";

    private static final Computer COMPUTER = new Computer() {
        @Override
        public OperatingSystem operatingSystem() {
            return new OperatingSystem("Linux", "6.1.0");
        }

        @Override
        public String domain() {
            return "CORP";
        }

        @Override
        public List<String> hardwareAddresses() {
            return List.of("02:fc:00:00:00:01");
        }
    };

    @TempDir
    Path folder;

    private final TestPki pki = new TestPki("posture");
    private FakeController controller;
    private ControllerClient client;
    private Posture posture;

    @BeforeEach
    void start() throws Exception {
        controller = FakeController.start(pki).addService("s1", "chat-p2p", "Dial", "Bind");
        controller.on("POST", "/posture-response-bulk", FakeController.reply(200, "{\"data\":{},\"meta\":{}}"));
        client = new ControllerClient(
                ZitiIdentity.read(pki.identityFile(folder, "alice", controller.url())), new ClientInfo("test", "1"));
        client.login();
        controller.forgetRequests();
        posture = new Posture(client, COMPUTER);
    }

    @AfterEach
    void stop() {
        client.close();
        controller.close();
    }

    @Test
    void nothingIsSaidUnasked() throws Exception {
        asked("");
        assertEquals("s1", ask("as1").serviceId());
        assertFalse(controller.calls().contains("POST /posture-response-bulk"));
    }

    @Test
    void questionsAboutTheComputerAreAnsweredBeforeTheSessionIsAskedFor() throws Exception {
        asked(query("os", "OS", PASSED) + "," + query("dom", "DOMAIN", PASSED) + "," + query("mac", "MAC", PASSED) + ","
                + query("mfa", "MFA", PASSED));
        ask("as1");
        assertEquals(
                List.of("POST /posture-response-bulk", "GET /services", "POST /sessions"),
                controller.calls().subList(1, 4));
        assertEquals(
                JsonMapper.shared().readTree("""
                [{"id":"os","typeId":"OS","type":"Linux","version":"6.1.0"},
                 {"id":"dom","typeId":"DOMAIN","domain":"CORP"},
                 {"id":"mac","typeId":"MAC","macAddresses":["02:fc:00:00:00:01"]}]"""),
                JsonMapper.shared().readTree(controller.requests().get(1).body()));
    }

    @Test
    void aQuestionIsAnsweredOncePerLogInWhileItPasses() throws Exception {
        asked(query("os", "OS", PASSED));
        ask("as1");
        ask("as1");
        assertEquals(1, answers());
        ask("as2");
        assertEquals(2, answers());
    }

    @Test
    void aNewQuestionIsAnsweredToo() throws Exception {
        asked(query("os", "OS", PASSED));
        ask("as1");
        asked(query("os", "OS", PASSED) + "," + query("mac", "MAC", PASSED));
        ask("as1");
        assertEquals(2, answers());
        assertFalse(controller.requests().stream()
                .filter(r -> r.path().equals("/posture-response-bulk"))
                .toList()
                .getLast()
                .body()
                .contains("\"os\""));
    }

    @Test
    void whatDoesNotPassIsAnsweredEachTimeBecauseTheComputerMayHaveChanged() throws Exception {
        asked(query("mac", "MAC", FAILED));
        assertThrows(ZitiException.class, () -> ask("as1"));
        assertThrows(ZitiException.class, () -> ask("as1"));
        assertEquals(2, answers());
        asked(query("mac", "MAC", PASSED));
        assertEquals("s1", ask("as1").serviceId());
    }

    @ParameterizedTest
    @CsvSource({
        "OS, another operating system or version (this is Linux 6.1.0)",
        "DOMAIN, a computer of a certain Windows domain (this one is in “CORP”)",
        "MAC, a computer with one of certain network cards (this one has 02:fc:00:00:00:01)",
        "PROCESS, 'a certain program running on this computer, which this chat does not look for'",
        "MFA, a second factor. Set up a second factor",
        "MOOD, something that this version of the chat does not know",
    })
    void whatFailsIsNamedTogetherWithWhatWasReported(String kind, String said) throws Exception {
        asked(query("q", kind, FAILED));
        ZitiException e = assertThrows(ZitiException.class, () -> ask("as1"));
        assertEquals(ZitiFailure.POSTURE, e.failure());
        assertTrue(e.sentence().contains("the network wants " + said), e::sentence);
        assertTrue(e.sentence().endsWith("."), e::sentence);
        assertFalse(controller.calls().contains("POST /sessions"));
    }

    @Test
    void aCheckThatFailsOnlyWhenTheSessionIsAskedForIsNamedToo() throws Exception {
        asked(query("mac", "MAC", PASSED));
        controller.on("POST", "/sessions", exchange -> {
            asked(query("mac", "MAC", FAILED));
            FakeController.refuse(409, "INVALID_POSTURE", "no").handle(exchange);
        });
        ZitiException e = assertThrows(ZitiException.class, () -> ask("as1"));
        assertEquals(ZitiFailure.POSTURE, e.failure());
        assertTrue(e.sentence().contains("network cards"), e::sentence);
    }

    @Test
    void onePassingPolicyIsEnough() throws Exception {
        services("""
                {"policyType":"Bind","isPassing":false,"postureQueries":[%s]},{"policyType":"Bind","isPassing":true}""".formatted(query("p", "PROCESS", FAILED)));
        assertEquals("s1", ask("as1").serviceId());
    }

    private long answers() {
        return controller.calls().stream()
                .filter("POST /posture-response-bulk"::equals)
                .count();
    }

    private ServiceSession ask(String apiSession) throws ZitiException, InterruptedException {
        ApiSession api = new ApiSession(apiSession, ApiSession.Kind.LEGACY, "t", "i", "alice", Instant.EPOCH, false);
        return posture.session(api, client.service("chat-p2p").orElseThrow(), SessionType.BIND);
    }

    private static String query(String id, String kind, String passing) {
        return "{\"id\":\"" + id + "\",\"queryType\":\"" + kind + "\"," + passing + "}";
    }

    private void asked(String queries) {
        String passing = queries.contains(FAILED) ? FAILED : PASSED;
        services("{\"policyType\":\"Bind\"," + passing + ",\"postureQueries\":[" + queries + "]}");
    }

    private void services(String policies) {
        controller.on("GET", "/services", FakeController.reply(200, """
                {"data":[{"id":"s1","name":"chat-p2p","permissions":["Bind"],"postureQueries":[%s]}],
                "meta":{"pagination":{"totalCount":1}}}""".formatted(policies)));
    }
}
