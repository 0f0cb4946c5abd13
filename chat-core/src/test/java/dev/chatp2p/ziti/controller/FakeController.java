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
import javax.net.ssl.SSLPeerUnverifiedException;
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
    /** What a log-in may do that still wants a second factor. */
    private static final Set<String> HALF_OPEN =
            Set.of("POST /authenticate/mfa", "GET /current-api-session", "DELETE /current-api-session");

    private final Map<String, HttpHandler> scripts = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Map<String, ObjectNode> sessions = new ConcurrentHashMap<>();
    private final List<ObjectNode> services = new CopyOnWriteArrayList<>();
    private final List<ObjectNode> terminators = new CopyOnWriteArrayList<>();
    private final AtomicInteger nextTerminator = new AtomicInteger();
    private final AtomicInteger nextSession = new AtomicInteger();
    private final List<ObjectNode> routers = new CopyOnWriteArrayList<>();
    private final List<URI> controllers = new CopyOnWriteArrayList<>();
    private final FakeOidc oidc = new FakeOidc();
    /** Tokens of log-ins that still want a second factor. */
    private final Set<String> halfOpen = ConcurrentHashMap.newKeySet();

    private volatile String secondFactor = "";
    private volatile String version = version("v1.6.0", "OIDC_AUTH");

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

    /** Every log-in from now on wants this code, too; empty for none. */
    public FakeController secondFactor(String code) {
        secondFactor = code;
        return this;
    }

    /** What it says about itself. */
    public FakeController is(String number, String... capabilities) {
        version = version(number, capabilities);
        return this;
    }

    /** The controllers it names when asked. */
    public FakeController knows(URI... others) {
        controllers.addAll(List.of(others));
        return this;
    }

    public FakeOidc oidc() {
        return oidc;
    }

    /** Forgets all log-ins and service sessions, as if an administrator had deleted them. */
    public void expireSessions() {
        tokens.clear();
        halfOpen.clear();
        sessions.clear();
        oidc.tokens().revokeAll();
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

    /** As if they had been deleted with what they were for. */
    public FakeController forgetServiceSessions() {
        sessions.clear();
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
        if (request.path().startsWith("/oidc/")) {
            oidc.answer(exchange, request, root(), callerName(exchange), secondFactor);
            return;
        }
        String token = request.header("zt-session");
        String bearer = request.header("authorization").replaceFirst("^Bearer ", "");
        boolean open = request.path().equals("/version") || request.path().equals("/authenticate");
        boolean half = halfOpen.contains(token) && HALF_OPEN.contains(request.toString());
        if (!open && !half && !tokens.contains(token) && oidc.owner(bearer).isEmpty()) {
            send(exchange, 401, error("UNAUTHORIZED", "The request could not be completed."));
            return;
        }
        switch (request.toString()) {
            case "GET /version" -> send(exchange, 200, version);
            case "POST /authenticate" -> {
                String opened = UUID.randomUUID().toString();
                (secondFactor.isEmpty() ? tokens : halfOpen).add(opened);
                send(exchange, 200, apiSession(exchange, opened));
            }
            case "POST /authenticate/mfa" -> {
                String code = JsonMapper.shared()
                        .readTree(request.body())
                        .path("code")
                        .asString("");
                if (code.equals(secondFactor)) {
                    halfOpen.remove(token);
                    tokens.add(token);
                    send(exchange, 200, "{\"data\":{},\"meta\":{}}");
                } else {
                    send(exchange, 400, error("MFA_INVALID_TOKEN", "An invalid token/code was provided"));
                }
            }
            case "GET /current-identity" ->
                send(
                        exchange,
                        200,
                        envelope(object().put("id", "id-" + oidc.owner(bearer)).put("name", oidc.owner(bearer))));
            case "GET /controllers" -> send(exchange, 200, page(controllerRows(), request));
            case "GET /current-api-session" -> send(exchange, 200, apiSession(exchange, token));
            case "DELETE /current-api-session" -> {
                tokens.remove(token);
                halfOpen.remove(token);
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
        ObjectNode session = object().put("id", "s" + nextSession.getAndIncrement())
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
        ObjectNode data = object().put("id", "as-" + Integer.toHexString(token.hashCode()))
                .put("token", token)
                .put("identityId", "id-" + name);
        data.putObject("identity").put("id", "id-" + name).put("name", name).put("entity", "identities");
        data.putArray("authQueries");
        data.put("expirationSeconds", 1800).put("expiresAt", "2026-11-22T17:57:53.231Z");
        return envelope(data);
    }

    private String apiSession(HttpExchange exchange, String token) {
        String session = apiSession(token, callerName(exchange));
        return halfOpen.contains(token)
                ? session.replace("\"authQueries\":[]", "\"authQueries\":[{\"typeId\":\"MFA\",\"provider\":\"ziti\"}]")
                : session;
    }

    private List<ObjectNode> controllerRows() {
        return controllers.stream()
                .map(url -> {
                    ObjectNode row = object().put("name", "c").put("isOnline", true);
                    row.putObject("apiAddresses")
                            .putArray("edge-client")
                            .addObject()
                            .put("url", url.toString())
                            .put("version", "v1");
                    return row;
                })
                .toList();
    }

    /** The name in the client's certificate; empty if it has none. */
    private static String callerName(HttpExchange exchange) {
        HttpsExchange https = (HttpsExchange) exchange;
        try {
            return https.getSSLSession().getPeerPrincipal().getName().replaceFirst("^CN=", "");
        } catch (SSLPeerUnverifiedException e) {
            return "";
        }
    }

    private static ArrayNode array(List<ObjectNode> rows) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        rows.forEach(array::add);
        return array;
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }

    private static String version(String number, String... capabilities) {
        ObjectNode data = object().put("version", number).put("revision", "x").put("buildDate", "x");
        ArrayNode list = data.putArray("capabilities");
        for (String capability : capabilities) {
            list.add(capability);
        }
        ObjectNode apis = data.putObject("apiVersions");
        apis.putObject("edge-client").putObject("v1").put("path", BASE);
        apis.putObject("edge-oidc").putObject("v1").put("path", "/oidc");
        return envelope(data);
    }
}
