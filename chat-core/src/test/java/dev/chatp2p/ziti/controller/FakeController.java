package dev.chatp2p.ziti.controller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.rest.FakeRestApi;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A scriptable controller on the loopback interface, with the JSON of a real one (1.6.0). Out of the box it lets every
 * identity of its network log in under the name in its certificate and serves the services, routers and terminators it was
 * given; {@link #on} replaces the answer to one call. Safe for any thread.
 */
public final class FakeController extends FakeRestApi {
    private static final String BASE = "/edge/client/v1";

    private final Map<String, HttpHandler> scripts = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Map<String, ObjectNode> sessions = new ConcurrentHashMap<>();
    private final List<ObjectNode> services = new CopyOnWriteArrayList<>();
    private final List<ObjectNode> terminators = new CopyOnWriteArrayList<>();
    private final AtomicInteger nextTerminator = new AtomicInteger();
    private final List<ObjectNode> routers = new CopyOnWriteArrayList<>();

    /** Starts on a free port of 127.0.0.1 with a certificate of that network. */
    public static FakeController start(TestPki network) {
        return start(network.serverContext(network.issueServer("127.0.0.1")));
    }

    public static FakeController start(SSLContext tls) {
        return new FakeController(tls);
    }

    private FakeController(SSLContext tls) {
        super(tls, BASE, "fake-controller-");
        start();
    }

    /** The base URL for an identity file. */
    public URI url() {
        return URI.create(root() + BASE);
    }

    /** From now on that call ({@code GET}, {@code /services}) gets that answer. */
    public FakeController on(String method, String path, HttpHandler answer) {
        scripts.put(method + " " + path, answer);
        return this;
    }

    /** Undoes {@link #on}. */
    public FakeController restore(String method, String path) {
        scripts.remove(method + " " + path);
        return this;
    }

    /** Forgets all log-ins and service sessions, as if an administrator had deleted them. */
    public void expireSessions() {
        tokens.clear();
        sessions.clear();
    }

    public FakeController addService(String id, String name, String... permissions) {
        ObjectNode row = object().put("id", id).put("name", name).put("encryptionRequired", true);
        ArrayNode list = row.putArray("permissions");
        for (String permission : permissions) {
            list.add(permission);
        }
        services.add(row);
        return this;
    }

    public FakeController removeServices() {
        services.clear();
        return this;
    }

    public FakeController addRouter(String name, String tlsAddress) {
        ObjectNode row = object().put("name", name).put("hostname", "127.0.0.1").put("isOnline", true);
        row.putObject("supportedProtocols").put("tls", tlsAddress);
        routers.add(row);
        return this;
    }

    public FakeController removeRouters() {
        routers.clear();
        return this;
    }

    public FakeController addTerminator(String serviceId, String identity, String routerId) {
        terminators.add(object().put("id", "t" + nextTerminator.getAndIncrement())
                .put("identity", identity)
                .put("routerId", routerId)
                .put("serviceId", serviceId));
        return this;
    }

    public FakeController removeTerminator(String identity, String routerId) {
        terminators.removeIf(row -> row.path("identity").asString().equals(identity)
                && row.path("routerId").asString().equals(routerId));
        return this;
    }

    public FakeController removeTerminators() {
        terminators.clear();
        return this;
    }

    @Override
    protected void answer(HttpExchange exchange, Request request) throws IOException {
        HttpHandler script = scripts.get(request.toString());
        if (script != null) {
            script.handle(exchange);
            return;
        }
        String token = request.header("zt-session");
        boolean open = request.path().equals("/version") || request.path().equals("/authenticate");
        if (!open && !tokens.contains(token)) {
            send(exchange, 401, error("UNAUTHORIZED", "The request could not be completed."));
            return;
        }
        switch (request.toString()) {
            case "GET /version" -> send(exchange, 200, VERSION);
            case "POST /authenticate" -> {
                String opened = UUID.randomUUID().toString();
                tokens.add(opened);
                send(exchange, 200, apiSession(opened, callerName(exchange)));
            }
            case "GET /current-api-session" -> send(exchange, 200, apiSession(token, callerName(exchange)));
            case "DELETE /current-api-session" -> {
                tokens.remove(token);
                send(exchange, 200, "{\"data\":{},\"meta\":{}}");
            }
            case "GET /current-api-session/service-updates" ->
                send(exchange, 200, "{\"data\":{\"lastChangeAt\":\"2026-11-22T17:04:07.173Z\"},\"meta\":{}}");
            case "GET /services" -> send(exchange, 200, page(filtered(request), request));
            case "POST /sessions" -> createSession(exchange, JsonMapper.shared().readTree(request.body()));
            default -> underResource(exchange, request);
        }
    }

    private void underResource(HttpExchange exchange, Request request) throws IOException {
        String[] parts = request.path().split("/", -1);
        String collection = parts[1];
        String id = parts.length > 2 ? parts[2] : "";
        String sub = parts.length > 3 ? parts[3] : "";
        if (collection.equals("sessions") && sessions.containsKey(id)) {
            send(exchange, 200, envelope(sessions.get(id).set("edgeRouters", array(routers))));
        } else if (isService(id) && sub.equals("edge-routers")) {
            ObjectNode data = object();
            data.set("edgeRouters", array(routers));
            send(exchange, 200, envelope(data));
        } else if (isService(id) && sub.equals("terminators")) {
            List<ObjectNode> rows = terminators.stream()
                    .filter(row -> row.path("serviceId").asString("").equals(id))
                    .toList();
            send(exchange, 200, page(rows, request));
        } else {
            notFound(exchange, request.path());
        }
    }

    private void createSession(HttpExchange exchange, JsonNode wanted) throws IOException {
        String serviceId = wanted.path("serviceId").asString("");
        if (!isService(serviceId)) {
            notFound(exchange, "service with id " + serviceId + " not found");
            return;
        }
        ObjectNode session = object().put("id", "s" + sessions.size())
                .put("token", UUID.randomUUID().toString())
                .put("type", wanted.path("type").asString(""))
                .put("serviceId", serviceId);
        session.set("edgeRouters", array(routers));
        sessions.put(session.path("id").asString(""), session);
        send(exchange, 201, envelope(session));
    }

    private List<ObjectNode> filtered(Request request) {
        return request.parameter("filter").isEmpty()
                ? services
                : services.stream()
                        .filter(row -> request.parameter("filter")
                                .equals("name=\"" + row.path("name").asString("") + "\""))
                        .toList();
    }

    private boolean isService(String id) {
        return services.stream().anyMatch(row -> row.path("id").asString("").equals(id));
    }

    private static void notFound(HttpExchange exchange, String why) throws IOException {
        ObjectNode json = object();
        json.putObject("error")
                .put("code", "NOT_FOUND")
                .put("message", "The resource requested was not found or is no longer available")
                .putObject("cause")
                .put("message", why);
        send(exchange, 404, json.toString());
    }

    /** The log-in a controller gives; scripts may build on it. */
    public static String apiSession(String token, String name) {
        ObjectNode data = object().put("id", "as-" + token).put("token", token).put("identityId", "id-" + name);
        data.putObject("identity").put("id", "id-" + name).put("name", name).put("entity", "identities");
        data.putArray("authQueries");
        data.put("expirationSeconds", 1800).put("expiresAt", "2026-11-22T17:57:53.231Z");
        return envelope(data);
    }

    private static String callerName(HttpExchange exchange) throws IOException {
        HttpsExchange https = (HttpsExchange) exchange;
        return https.getSSLSession().getPeerPrincipal().getName().replaceFirst("^CN=", "");
    }

    private static ArrayNode array(List<ObjectNode> rows) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        rows.forEach(array::add);
        return array;
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }

    private static final String VERSION = """
            {"data":{"apiVersions":{"edge-client":{"v1":{"apiBaseUrls":["https://127.0.0.1/edge/client/v1"],
            "path":"/edge/client/v1"}},"edge-oidc":{"v1":{"path":"/oidc"}}},"capabilities":["OIDC_AUTH"],
            "version":"v1.6.0","revision":"x","buildDate":"x","runtimeVersion":"go1.26"},"meta":{}}
            """;
}
