package dev.chatp2p.ziti.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpHandler;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.identity.TestPki;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A controller that answers nonsense, too much, or without end: a failure in words each time, and the next call works. */
@Timeout(120)
class HostileControllerTest {

    private final TestPki pki = new TestPki("network");

    @TempDir
    private Path folder;

    private FakeController controller;
    private ControllerClient client;

    @BeforeEach
    void start() throws Exception {
        controller = FakeController.start(pki);
        controller.addService("s1", "chat-p2p", "Dial", "Bind").addRouter("r1", "tls://127.0.0.1:3022");
        client = new ControllerClient(pki.identity(folder, "alice", controller.url()), new ClientInfo("test", "1.0"));
    }

    @AfterEach
    void stop() {
        client.close();
        controller.close();
    }

    static List<String> nonsense() {
        return List.of(
                "",
                "null",
                "[]",
                "42",
                "\"data\"",
                "<html><body>It works!</body></html>",
                "{",
                "{\"data\":",
                "{}",
                "{\"data\":null}",
                "{\"data\":7}",
                "{\"data\":\"x\"}",
                "{\"data\":{\"id\":{}}}",
                "{\"data\":[[[1]]]}",
                "{\"data\":[{\"id\":\"../../x\",\"name\":\"n\"}]}",
                "{\"data\":{\"id\":\"a\",\"token\":\"t\\r\\nx: y\",\"identityId\":\"i\"}}",
                "{\"data\":{\"id\":\"a\",\"id\":[],\"token\":1e999999999}}",
                "{\"data\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
                "{\"data\":" + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000) + "}",
                "{\"data\":{\"n\":" + "9".repeat(1_000_000) + "}}",
                // 3 bytes each, and a hundred in memory
                "{\"data\":[" + "{},".repeat(2_000_000) + "{}]}",
                "\u0000\uffff\u202e");
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsRefusedInWordsAndTheNextCallWorks(String body) throws Exception {
        HttpHandler answer = FakeController.reply(200, body);
        controller.on("POST", "/authenticate", answer);
        refused(client::login);
        controller.restore("POST", "/authenticate");
        client.login();
        controller
                .on("GET", "/services", answer)
                .on("POST", "/sessions", answer)
                .on("GET", "/current-api-session", answer)
                .on("GET", "/current-api-session/service-updates", answer)
                .on("GET", "/services/s1/terminators", answer);
        refused(client::services);
        refused(() -> client.service("chat-p2p"));
        refused(() -> client.createSession("s1", SessionType.DIAL));
        refused(client::refresh);
        refused(client::lastServiceChange);
        refused(() -> client.terminators("s1"));
        controller.restore("GET", "/services");
        assertEquals(1, client.services().size());
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        client.login();
        controller.on("GET", "/services", exchange -> {
            exchange.getResponseHeaders().set("location", controller.url() + "/services");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        controller.forgetRequests();
        refused(client::services);
        assertEquals(List.of("GET /services"), controller.calls());
    }

    @Test
    void headersWithoutEndAreNotRead() throws Exception {
        client.login();
        controller.on("GET", "/services", exchange -> {
            for (int i = 0; i < 20_000; i++) {
                exchange.getResponseHeaders().add("x-" + i, "y".repeat(100));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        assertThrows(ZitiException.class, client::services);
        controller.restore("GET", "/services");
        assertEquals(1, client.services().size());
    }

    @Test
    void aListWhosePagesAreTooLongTogetherIsGivenUp() throws Exception {
        client.login();
        String row = "{\"id\":\"s1\",\"name\":\"n\",\"description\":\"" + "x".repeat(7 << 20) + "\"}";
        String page = "{\"data\":[" + row + "],\"meta\":{\"pagination\":{\"totalCount\":1000000}}}";
        controller.on("GET", "/services", FakeController.reply(200, page));
        controller.forgetRequests();
        refused(client::services);
        assertTrue(controller.calls().size() < 12, () -> controller.calls().size() + " pages were read");
    }

    @Test
    void ofAThousandRoutersAHundredAreTaken() throws Exception {
        client.login();
        controller.removeRouters();
        for (int i = 0; i < 1000; i++) {
            controller.addRouter("r" + i, "tls://127.0.0.1:" + (1000 + i));
        }
        assertEquals(100, client.createSession("s1", SessionType.DIAL).routers().size());
    }

    @Test
    void namesOfAnyLengthAreCutOrPassedOver() throws Exception {
        client.login();
        controller.removeRouters();
        controller.addRouter("n".repeat(100_000), "tls://127.0.0.1:3022");
        controller.addRouter("r2", "tls://" + "h".repeat(100_000) + ":3022");
        List<EdgeRouter> routers = client.createSession("s1", SessionType.DIAL).routers();
        assertEquals(1, routers.size());
        assertEquals(200, routers.getFirst().name().length());
        controller.addTerminator("s1", "x".repeat(100_000), "r1");
        assertEquals("", client.terminators("s1").getFirst().identity());
    }

    @Test
    void itMayNotSayEndlesslyMuchAboutItself() throws Exception {
        String many = IntStream.range(0, 10_000).mapToObj(i -> "\"C" + i + "\"").collect(Collectors.joining(","));
        String apis = IntStream.range(0, 10_000)
                .mapToObj(i -> "\"a" + i + "\":{\"v1\":{}}")
                .collect(Collectors.joining(","));
        controller.on(
                "GET",
                "/version",
                FakeController.reply(
                        200,
                        "{\"data\":{\"version\":\"v1.6.0\",\"capabilities\":[" + many + "],\"apiVersions\":{" + apis
                                + "}}}"));
        ControllerVersion version = client.version();
        assertEquals(200, version.capabilities().size());
        assertEquals(200, version.apis().size());
    }

    private static void refused(Executable call) {
        ZitiException failed = assertThrows(ZitiException.class, call);
        assertEquals(ZitiFailure.PROTOCOL, failed.failure(), failed.sentence());
        assertTrue(failed.sentence().length() < 400, failed::sentence);
        assertFalse(failed.sentence().codePoints().anyMatch(Character::isISOControl));
    }
}
