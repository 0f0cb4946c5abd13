package dev.chatp2p.core.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.directory.DirectoryProblem.Kind;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.rest.FakeRestApi;
import dev.chatp2p.ziti.rest.FakeRestApi.Request;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebDirectoryTest {

    private static final String ONE = "[{\"identity\":\"ann\"}]";
    private static final String TWO = "[{\"identity\":\"ann\"},{\"identity\":\"bob\"}]";
    private static final TestPki AUTHORITY = new TestPki("directories");

    private final FakeDirectoryServer server = new FakeDirectoryServer(AUTHORITY);
    private final DirectoryWeb web =
            new DirectoryWeb(Optional.of(AUTHORITY.serverContext(AUTHORITY.issue("us"))), Duration.ofSeconds(20));

    @AfterEach
    void close() {
        web.close();
        server.close();
    }

    @Test
    void aDirectoryIsReadAndThenOnlyWhenItHasChanged() throws Exception {
        server.has("people.json", "\"1\"", ONE);
        WebDirectory directory = directory("people.json");
        assertEquals(1, people(directory).orElseThrow());
        assertEquals(Optional.empty(), people(directory));
        server.has("people.json", "\"2\"", TWO);
        assertEquals(2, people(directory).orElseThrow());
        assertEquals(
                List.of("", "\"1\"", "\"1\""),
                server.requests().stream()
                        .map(request -> request.header("if-none-match"))
                        .toList());
    }

    @Test
    void nothingIsSentThatSaysWhoAsks() throws Exception {
        server.on("people.json", exchange -> {
            exchange.getResponseHeaders().set("set-cookie", "who=us; Path=/");
            FakeRestApi.send(exchange, 200, "application/json", ONE);
        });
        WebDirectory directory = directory("people.json");
        people(directory);
        people(directory);
        Request last = server.requests().getLast();
        assertEquals(2, server.requests().size());
        assertEquals("", last.header("cookie"));
        assertEquals("", last.header("authorization"));
        assertEquals("", last.header("referer"));
    }

    @Test
    void redirectsOfTheSameServerAreFollowed() throws Exception {
        server.on("a", FakeDirectoryServer.redirect("/b"))
                .on("b", FakeDirectoryServer.redirect(server.at("c")))
                .on("c", FakeDirectoryServer.redirect("d?e=f"))
                .has("d", "\"1\"", ONE);
        assertEquals(1, people(directory("a")).orElseThrow());
        assertEquals(List.of("GET a", "GET b", "GET c", "GET d"), server.calls());
    }

    @Test
    void redirectsComeToAnEnd() {
        server.on("a", FakeDirectoryServer.redirect("/a"));
        assertEquals(Kind.REFUSED, problem("a").kind());
        assertEquals(4, server.requests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "http", "port", "user", "file", "odd", "none"})
    void noRedirectLeadsToAnotherServer(String where) throws Exception {
        FakeDirectoryServer other = new FakeDirectoryServer(AUTHORITY);
        try (other) {
            other.has("people.json", "\"1\"", ONE);
            server.has("people.json", "\"1\"", ONE);
            String here = server.at("people.json");
            String to = switch (where) {
                case "localhost" -> here.replace("127.0.0.1", "localhost");
                case "http" -> here.replace("https", "http");
                case "port" -> other.at("people.json");
                case "user" -> here.replace("127.0.0.1", "me@127.0.0.1");
                case "file" -> "file:///etc/passwd";
                case "odd" -> "https://%%/";
                default -> "";
            };
            server.on("a", where.equals("none") ? FakeRestApi.reply(302, "") : FakeDirectoryServer.redirect(to));
            assertEquals(Kind.REFUSED, problem("a").kind());
            assertEquals(List.of(), other.requests());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 304, 400, 401, 403, 404, 429, 500, 503})
    void otherAnswersAreNoDirectory(int status) {
        server.on("people.json", FakeRestApi.reply(status, status == 304 || status == 204 ? "" : ONE));
        assertEquals(Kind.REFUSED, problem("people.json").kind());
    }

    @Test
    void aPageIsNoDirectory() {
        server.on("people.json", FakeRestApi.reply(200, "<html>Please log in</html>"));
        assertEquals(Kind.NOT_A_DIRECTORY, problem("people.json").kind());
    }

    @Test
    void anAnswerWithoutEndIsGivenUp() {
        server.on("people.json", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] blanks = new byte[64 << 10];
                Arrays.fill(blanks, (byte) ' ');
                for (int i = 0; i < 1_000; i++) {
                    out.write(blanks);
                }
            }
        });
        assertEquals(Kind.TOO_LARGE, problem("people.json").kind());
    }

    @Test
    void aServerThatTakesItsTimeIsGivenUp() throws Exception {
        server.on("people.json", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
        });
        try (DirectoryWeb impatient =
                new DirectoryWeb(Optional.of(AUTHORITY.serverContext(AUTHORITY.issue("us"))), Duration.ofMillis(500))) {
            WebDirectory directory = impatient.directory(URI.create(server.at("people.json")));
            DirectoryProblem problem =
                    assertThrows(DirectoryException.class, directory::read).problem();
            assertEquals(Kind.UNREACHABLE, problem.kind());
        }
    }

    @Test
    void aServerWhoseCertificateNobodyKnowsIsNotTrusted() {
        server.has("people.json", "\"1\"", ONE);
        try (DirectoryWeb usual = new DirectoryWeb(Optional.empty(), Duration.ofSeconds(20))) {
            WebDirectory directory = usual.directory(URI.create(server.at("people.json")));
            DirectoryProblem problem =
                    assertThrows(DirectoryException.class, directory::read).problem();
            assertEquals(Kind.UNTRUSTED, problem.kind());
        }
        assertEquals(List.of(), server.requests());
    }

    @Test
    void noServerIsToldInWordsWithoutTheAddress() {
        server.close();
        DirectoryProblem problem = problem("people.json?key=secret");
        assertEquals(Kind.UNREACHABLE, problem.kind());
        assertFalse(problem.sentence().contains("secret"));
    }

    @Test
    void anOddEtagIsNotSentBack() throws Exception {
        for (String etag : List.of("x", "\"" + "1".repeat(600) + "\"", "\"ä\"")) {
            server.forgetRequests();
            server.has("people.json", etag, ONE);
            WebDirectory directory = directory("people.json");
            people(directory);
            assertTrue(people(directory).isPresent());
            assertEquals("", server.requests().getLast().header("if-none-match"));
        }
    }

    private WebDirectory directory(String path) {
        return web.directory(URI.create(server.at(path)));
    }

    private DirectoryProblem problem(String path) {
        return assertThrows(DirectoryException.class, () -> directory(path).read())
                .problem();
    }

    private static Optional<Integer> people(WebDirectory directory) throws Exception {
        return directory.read().map(copy -> copy.document().people().size());
    }
}
