package dev.chatp2p.setup.management;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import dev.chatp2p.setup.management.FakeNetwork.Refused;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.rest.FakeRestApi;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The management API of a controller (1.6.0) on the loopback interface, as far as we use it: log-ins, entities in memory with
 * unique names, paging, filters, enrolments, the policy adviser. {@code admin} with {@link #PASSWORD} is its administrator, and so is every identity of its network that shows its certificate.
 * {@link #on} replaces the answer to some calls. Safe for any thread.
 */
public final class FakeManagementController extends FakeRestApi {
    public static final String PASSWORD = "right-password";

    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<X509Certificate> authorities;
    private final List<Script> scripts = new CopyOnWriteArrayList<>();
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger wrongLogins = new AtomicInteger();
    /** Guarded by itself. */
    private final FakeNetwork network;

    private volatile int lockAfter = Integer.MAX_VALUE;
    private volatile String code = "";

    private record Script(Predicate<Request> of, HttpHandler answer) {}

    private record User(String password, boolean admin) {}

    private record Session(String user, boolean mfaOpen) {}

    /** Starts on a free port of 127.0.0.1 with a certificate of that network. */
    public static FakeManagementController start(TestPki network) {
        return new FakeManagementController(
                network.serverContext(network.issueServer("127.0.0.1")), network.authority());
    }

    /** Starts with that certificate, naming those CAs as its own. */
    public static FakeManagementController start(SSLContext tls, X509Certificate... authorities) {
        return new FakeManagementController(tls, authorities);
    }

    private FakeManagementController(SSLContext tls, X509Certificate... authorities) {
        super(tls, "/edge/management/v1", "fake-management-");
        this.authorities = List.of(authorities);
        network = new FakeNetwork(root().toString());
        users.put("admin", new User(PASSWORD, true));
        start();
    }

    /** {@code https://host:port}. */
    public URI address() {
        return root();
    }

    /** How many calls like {@code GET /identities} there were. */
    public long calls(String methodAndPath) {
        return requests().stream()
                .filter(request -> request.toString().equals(methodAndPath))
                .count();
    }

    /** From now on such calls get that answer, and no other happens. The newest of several wins. */
    public FakeManagementController on(Predicate<Request> calls, HttpHandler answer) {
        scripts.addFirst(new Script(calls, answer));
        return this;
    }

    /** The same for one call: {@code GET}, {@code /services}. */
    public FakeManagementController on(String method, String path, HttpHandler answer) {
        return on(request -> request.method().equals(method) && request.path().equals(path), answer);
    }

    /** Undoes {@link #on}. */
    public FakeManagementController restore() {
        scripts.clear();
        return this;
    }

    /** Breaks the connection instead of answering. */
    public static HttpHandler breakOff() {
        return HttpExchange::close;
    }

    /** Does not answer until this is closed. */
    public HttpHandler silence() {
        return exchange -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    /**
     * Lets that many changes (everything but GET and log-ins) happen and then breaks off: the next one happens without an
     * answer, and from then on nothing is answered, until {@link #restore}.
     */
    public FakeManagementController goneAfterChanges(int changes) {
        AtomicInteger left = new AtomicInteger(changes);
        return on(
                request -> {
                    boolean change =
                            !request.method().equals("GET") && !request.path().startsWith("/authenticate");
                    if (change && left.getAndDecrement() == 0) {
                        try {
                            answer(request);
                        } catch (Refused e) {
                            // Nobody hears of it.
                        }
                    }
                    return left.get() < 0;
                },
                breakOff());
    }

    /** Somebody else who can log in with a password. */
    public FakeManagementController addUser(String name, String password, boolean admin) {
        users.put(name, new User(password, admin));
        return this;
    }

    /** Administrators need that code besides; empty for none. */
    public FakeManagementController requireCode(String wanted) {
        code = wanted;
        return this;
    }

    /** After so many wrong passwords the right one is refused too, as a controller's authentication policy can say. */
    public FakeManagementController lockAfter(int wrong) {
        lockAfter = wrong;
        return this;
    }

    /** Forgets all log-ins. */
    public void expireSessions() {
        sessions.clear();
    }

    public int openSessions() {
        return sessions.size();
    }

    /** Puts an entity, as its JSON without an id. */
    public String put(EntityKind<?> kind, ObjectNode entity) {
        synchronized (network) {
            return network.put(kind.path(), entity);
        }
    }

    public String addRouter(String name, boolean online) {
        return put(EntityKind.EDGE_ROUTER, object().put("name", name).put("isOnline", online));
    }

    public void addTerminator(String serviceId, String instance, String routerId) {
        synchronized (network) {
            network.put(
                    FakeNetwork.TERMINATORS,
                    object().put("serviceId", serviceId)
                            .put("identity", instance)
                            .put("routerId", routerId));
        }
    }

    /** The identity gives its invitation for a certificate. */
    public void enroll(String identityId) {
        synchronized (network) {
            network.of(FakeNetwork.ENROLLMENTS, "identityId", identityId).forEach(used -> {
                try {
                    network.delete(FakeNetwork.ENROLLMENTS, used.path("id").asString());
                } catch (Refused e) {
                    throw new IllegalStateException(e);
                }
            });
            network.put(
                    FakeNetwork.AUTHENTICATORS,
                    object().put("identityId", identityId).put("method", "cert"));
        }
    }

    /** The entities of a kind, as their JSON. */
    public List<ObjectNode> entities(EntityKind<?> kind) {
        synchronized (network) {
            try {
                return network.list(kind.path(), "");
            } catch (Refused e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        super.close();
    }

    @Override
    protected void answer(HttpExchange exchange, Request request) throws IOException {
        for (Script script : scripts) {
            if (script.of().test(request)) {
                script.answer().handle(exchange);
                return;
            }
        }
        try {
            if (request.path().equals("/.well-known/est/cacerts")) {
                send(exchange, 200, Base64.getMimeEncoder().encodeToString(pkcs7()));
                return;
            }
            Optional<String> token =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("zt-session"));
            int status = request.method().equals("POST") && !request.path().startsWith("/authenticate") ? 201 : 200;
            send(exchange, status, session(exchange, request, token));
        } catch (Refused e) {
            send(exchange, e.status(), e.body());
        }
    }

    private String session(HttpExchange exchange, Request request, Optional<String> token)
            throws Refused, SSLPeerUnverifiedException {
        if (request.path().equals("/version")) {
            return VERSION;
        }
        if (request.path().equals("/authenticate")) {
            return authenticate(exchange, request);
        }
        Session session =
                token.flatMap(t -> Optional.ofNullable(sessions.get(t))).orElseThrow(() -> unauthorized());
        User user = users.getOrDefault(session.user(), new User("", true));
        return switch (request.toString()) {
            case "GET /current-api-session" -> apiSession(token.orElseThrow(), session);
            case "DELETE /current-api-session" -> {
                sessions.remove(token.orElseThrow());
                yield envelope(object());
            }
            case "POST /authenticate/mfa" -> {
                if (!JsonMapper.shared()
                        .readTree(request.body())
                        .path("code")
                        .asString("")
                        .equals(code)) {
                    throw new Refused(400, Refused.error("MFA_INVALID_TOKEN", "An invalid token/code was provided"));
                }
                sessions.put(token.orElseThrow(), new Session(session.user(), false));
                yield envelope(object());
            }
            case "GET /current-identity" ->
                envelope(object().put("id", "i.0").put("name", session.user()).put("isAdmin", user.admin()));
            default -> {
                if (session.mfaOpen() || !user.admin()) {
                    throw unauthorized();
                }
                yield answer(request);
            }
        };
    }

    private String authenticate(HttpExchange exchange, Request request) throws Refused, SSLPeerUnverifiedException {
        String user;
        if (request.query().contains("method=cert")) {
            user = ((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName()
                    .replaceFirst("^CN=", "");
        } else {
            JsonNode body = JsonMapper.shared().readTree(request.body());
            user = body.path("username").asString("");
            User known = users.get(user);
            boolean right = known != null
                    && known.password().equals(body.path("password").asString(""));
            if (!right || wrongLogins.get() >= lockAfter) {
                wrongLogins.incrementAndGet();
                throw new Refused(401, Refused.error("INVALID_AUTH", "The authentication request failed"));
            }
        }
        String token = UUID.randomUUID().toString();
        Session session = new Session(user, !code.isEmpty());
        sessions.put(token, session);
        return apiSession(token, session);
    }

    private static String apiSession(String token, Session session) {
        ObjectNode data = object().put("id", "as1").put("token", token).put("identityId", "i.0");
        ArrayNode queries = data.putArray("authQueries");
        if (session.mfaOpen()) {
            queries.addObject().put("typeId", "MFA").put("provider", "ziti").put("httpUrl", "./authenticate/mfa");
        }
        return envelope(data);
    }

    /** What an administrator asks. */
    private String answer(Request request) throws Refused {
        String[] parts = request.path().substring(1).split("/", -1);
        String collection = parts[0];
        String id = parts.length > 1 ? parts[1] : "";
        String sub = parts.length > 2 ? parts[2] : "";
        synchronized (network) {
            if (!network.has(collection)) {
                throw Refused.notFound();
            }
            if (sub.equals("policy-advice")) {
                return envelope(network.advice(id, parts[3]));
            }
            if (!sub.isEmpty()) {
                network.get(collection, id);
                return page(network.of(sub, collection.equals("services") ? "serviceId" : "identityId", id), request);
            }
            JsonNode body =
                    request.body().isEmpty() ? object() : JsonMapper.shared().readTree(request.body());
            return switch (request.method()) {
                case "GET" ->
                    id.isEmpty()
                            ? page(network.list(collection, request.parameter("filter")), request)
                            : envelope(network.get(collection, id));
                case "POST" -> envelope(object().put("id", network.create(collection, body)));
                case "PATCH" -> {
                    network.patch(collection, id, body);
                    yield envelope(object());
                }
                case "DELETE" -> {
                    network.delete(collection, id);
                    yield envelope(object());
                }
                default -> throw Refused.notFound();
            };
        }
    }

    private static Refused unauthorized() {
        return new Refused(
                401,
                Refused.error(
                        "UNAUTHORIZED",
                        "The request could not be completed. The session is not authorized or the credentials are"
                                + " invalid"));
    }

    private byte[] pkcs7() {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertPath(authorities)
                    .getEncoded("PKCS7");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode object() {
        return FakeNetwork.object();
    }

    private static final String VERSION = """
            {"data":{"apiVersions":{"edge-management":{"v1":{"path":"/edge/management/v1"}}},"capabilities":["OIDC_AUTH"],
            "version":"v1.6.0","revision":"x","buildDate":"x","runtimeVersion":"go1.26"},"meta":{}}
            """;
}
