package dev.chatp2p.setup.soak;

import dev.chatp2p.setup.lab.ControllerProbe;
import dev.chatp2p.setup.lab.LabException;
import dev.chatp2p.setup.lab.LabNetwork;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at the network from outside, without any of the code that is tested: does the controller answer, which routers could
 * serve a client, and for whom the controller lists terminators on them. For one thread.
 */
final class NetworkWatch implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** What {@link #look} saw; empty routers when the controller does not answer. */
    record View(boolean controller, Set<String> healthyRouters, Set<Terminator> terminators) {
        private static final View NOTHING = new View(false, Set.of(), Set.of());
    }

    record Terminator(String identity, String router, Instant changed) {}

    private final LabNetwork network;
    private final SSLContext tls;
    private final HttpClient http;
    private Optional<String> token = Optional.empty();

    NetworkWatch(LabNetwork network) throws LabException {
        this.network = network;
        this.tls = ControllerProbe.trusting(network.rootCertificate());
        this.http = HttpClient.newBuilder().sslContext(tls).build();
    }

    /** Looks once; takes a few seconds at most when much is broken. */
    View look() throws InterruptedException {
        try {
            Set<String> online = new HashSet<>();
            for (JsonNode row : list("edge-routers", "limit none")) {
                if (row.path("isOnline").asBoolean(false)
                        && row.path("syncStatus").asString("").equals("SYNC_DONE")) {
                    online.add(row.path("name").asString(""));
                }
            }
            online.removeIf(name -> !serves(name));
            Set<Terminator> terminators = new HashSet<>();
            for (JsonNode row : list("terminators", "service.name=\"" + LabNetwork.SERVICE + "\" limit none")) {
                terminators.add(new Terminator(
                        row.path("identity").asString(""),
                        row.path("router").path("name").asString(""),
                        Instant.parse(row.path("updatedAt").asString())));
            }
            return new View(true, Set.copyOf(online), Set.copyOf(terminators));
        } catch (IOException | JacksonException e) {
            return View.NOTHING;
        }
    }

    private boolean serves(String router) {
        if (!network.isRunning(router) || network.isFrozen(router)) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(network.routerAddress(router), (int) LIMIT.toMillis());
            socket.setSoTimeout((int) LIMIT.toMillis());
            try (SSLSocket secure =
                    (SSLSocket) tls.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true)) {
                secure.startHandshake();
                return true;
            }
        } catch (IOException e) {
            return false;
        }
    }

    private JsonNode list(String collection, String filter) throws IOException, InterruptedException {
        if (token.isEmpty()) {
            token = Optional.of(logIn());
        }
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri(collection + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8)))
                        .timeout(LIMIT)
                        .header("zt-session", token.get())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            token = Optional.empty();
            throw new IOException("the controller answered " + answer.statusCode());
        }
        return JsonMapper.shared().readTree(answer.body()).path("data");
    }

    private String logIn() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri("authenticate?method=password"))
                        .timeout(LIMIT)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"admin\",\"password\":\"admin\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the controller answered " + answer.statusCode());
        }
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("data")
                .path("token")
                .asString("");
    }

    private URI uri(String path) {
        return network.controllerAddress().resolve("/edge/management/v1/" + path);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
