package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.controller.ControllerHttp.Answer;
import dev.chatp2p.ziti.controller.ControllerHttp.Call;
import dev.chatp2p.ziti.identity.PasswordLogin;
import dev.chatp2p.ziti.identity.RenewableCertificate;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import dev.chatp2p.ziti.rest.JsonText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The controller's Edge Client API, as far as a client needs it after enrolling. Knows the log-in and nothing else: caching
 * sessions, retrying and renewing the log-in are its caller's.
 *
 * <p>Safe for any thread. Calls block (at most 20 s per controller) and are meant for virtual threads; an interrupt ends
 * them. Any call may fail with CONTROLLER_UNREACHABLE, UNTRUSTED, CLOCK_OFF or PROTOCOL; calls after the log-in also with
 * SESSION_EXPIRED (log in again) and MFA_REQUIRED.
 */
public final class ControllerClient implements AutoCloseable {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);
    /** The most the controller gives per page; without it, pages have 10 rows. */
    private static final int PAGE = 500;

    /** What a filter can ask for: controllers (seen on 1.6.0) do not undo the escaping of a backslash. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[^\"\\\\\\p{Cntrl}]+");

    private static final int MAX_ROWS = 100_000;

    private final ControllerHttp http;
    private final LogIn logIn;
    private final Optional<PasswordLogin> password;
    private final Optional<RenewableCertificate> certificate;
    /** Written by whoever logs in; that it was refused stays true. */
    private volatile @Nullable ZitiException passwordRefused;

    private final AtomicReference<@Nullable ApiSession> session = new AtomicReference<>();

    public ControllerClient(ZitiIdentity identity, ClientInfo client) {
        this(identity, client, REQUEST_TIMEOUT, InstantSource.system());
    }

    ControllerClient(ZitiIdentity identity, ClientInfo client, Duration timeout, InstantSource clock) {
        this.http = new ControllerHttp(identity, timeout);
        this.logIn = new LogIn(client, clock);
        this.password = identity.passwordLogin();
        this.certificate = identity.renewable();
    }

    /** What the controller is; needs no log-in. */
    public ControllerVersion version() throws ZitiException, InterruptedException {
        JsonNode data = data(http.ask(new Call("GET", "/version", "", Map.of())));
        Map<String, Set<String>> apis = new HashMap<>();
        data.path("apiVersions")
                .properties()
                .forEach(api -> apis.put(api.getKey(), Set.copyOf(api.getValue().propertyNames())));
        Set<String> capabilities = new LinkedHashSet<>();
        data.path("capabilities").forEach(capability -> capabilities.add(capability.asString("")));
        return new ControllerVersion(data.path("version").asString(""), capabilities, apis);
    }

    /**
     * Logs in with the identity's certificate or password; later calls use this log-in. A password that was refused is not
     * tried again: that might lock the identity.
     *
     * @throws ZitiException LOGIN_REFUSED: the identity is disabled or deleted, or the password is wrong. Do not try again
     *     within 5 s.
     */
    public ApiSession login() throws ZitiException, InterruptedException {
        try {
            return loginAsShown();
        } catch (ZitiException e) {
            if (e.failure() != ZitiFailure.LOGIN_REFUSED || !tryOtherCertificate()) {
                throw e;
            }
            try {
                return loginAsShown();
            } catch (ZitiException other) {
                tryOtherCertificate(); // back again
                throw e;
            }
        }
    }

    /** The controller may have gone over to a renewed certificate without our having heard of it. */
    private boolean tryOtherCertificate() {
        boolean another = certificate.filter(RenewableCertificate::tryOther).isPresent();
        if (another) {
            reconnect();
        }
        return another;
    }

    /** The identity shows another certificate from now on: so do new connections, and old ones are given up. */
    public void reconnect() {
        http.reconnect();
    }

    private ApiSession loginAsShown() throws ZitiException, InterruptedException {
        ZitiException refused = passwordRefused;
        if (refused != null) {
            throw refused.again();
        }
        Call call = password.map(
                        with -> new Call("POST", "/authenticate?method=password", logIn.request(with), Map.of()))
                .orElseGet(() -> new Call("POST", "/authenticate?method=cert", logIn.request(), Map.of()));
        Answer answer = http.ask(call);
        if (answer.status() == 401 || answer.status() == 403) {
            if (password.isPresent()) {
                passwordRefused = Refusals.passwordRefused(answer.body());
                throw passwordRefused;
            }
            throw Refusals.loginRefused(answer.body());
        }
        JsonNode data = data(answer);
        ApiSession opened = logIn.session(data, Json.token(data, "token"));
        if (password.isPresent() && !opened.mfaRequired()) {
            certify(password.get(), opened);
        }
        session.set(opened);
        return opened;
    }

    /** Gets a certificate for this log-in: routers want one. */
    private void certify(PasswordLogin with, ApiSession opened) throws ZitiException, InterruptedException {
        String request = JsonText.of(JsonText.object().put("csr", with.certificateRequest()));
        Answer answer =
                checked(http.ask(new Call("POST", "/current-api-session/certificates", request, headers(opened))));
        with.adopt(data(answer).path("certificate").stringValue(""));
    }

    /** Asks whether the log-in still holds, and extends it. The token stays. */
    public ApiSession refresh() throws ZitiException, InterruptedException {
        ApiSession before = current();
        ApiSession after = logIn.session(get("/current-api-session"), before.token());
        // Does not undo a log-in or log-out that happened meanwhile.
        session.compareAndSet(before, after);
        return after;
    }

    /** Ends the log-in; routers close its channels at once. Does nothing when not logged in. */
    public void logout() throws ZitiException, InterruptedException {
        ApiSession ending = session.getAndSet(null);
        if (ending == null) {
            return;
        }
        Answer answer = http.ask(new Call("DELETE", "/current-api-session", "", headers(ending)));
        boolean gone = answer.status() / 100 == 2 || answer.status() == 401 || answer.status() == 404;
        if (!gone) {
            throw Refusals.explain(answer.status(), answer.body(), answer.who());
        }
    }

    /** All services this identity may see. */
    public List<Service> services() throws ZitiException, InterruptedException {
        Map<String, Service> services = new LinkedHashMap<>();
        for (JsonNode row : rows("/services?")) {
            Service service = Services.read(row);
            services.put(service.id(), service);
        }
        return List.copyOf(services.values());
    }

    /** The service of that name, when it exists and this identity may see it. */
    public Optional<Service> service(String name) throws ZitiException, InterruptedException {
        String filter = PLAIN_NAME.matcher(name).matches()
                ? "filter=" + URLEncoder.encode("name=\"" + name + '"', StandardCharsets.UTF_8) + "&"
                : "";
        for (JsonNode row : rows("/services?" + filter)) {
            Service service = Services.read(row);
            if (service.name().equals(name)) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }

    /**
     * Asks for the permission to dial or to host. Ask once per service, type and log-in, and keep the answer: a second
     * session's token may be unusable.
     *
     * @throws ZitiException NOT_FOUND: the service is gone or not permitted. POSTURE: a posture check fails.
     */
    public ServiceSession createSession(String serviceId, SessionType type) throws ZitiException, InterruptedException {
        ObjectNode body = JsonText.object().put("serviceId", serviceId).put("type", type.wire());
        JsonNode data = data(checked(http.ask(new Call("POST", "/sessions", JsonText.of(body), headers(current())))));
        return new ServiceSession(
                Json.id(data, "id"),
                Json.token(data, "token"),
                serviceId,
                type,
                EdgeRouters.read(data.path("edgeRouters")));
    }

    /**
     * The routers online now for a session; may be empty.
     *
     * @throws ZitiException NOT_FOUND: the session, or its service, is gone
     */
    public List<EdgeRouter> sessionRouters(ServiceSession of) throws ZitiException, InterruptedException {
        // The answer's token is not taken: controllers 2.x put the session's id there.
        Map<String, String> headers = headers(current());
        Answer answer = http.ask(new Call("GET", "/sessions/" + pathId(of.id()), "", headers));
        boolean unlisted = answer.status() == 404 && of.token().startsWith("ey");
        if (unlisted) {
            // JWT sessions are not kept by the controller; the service knows its routers.
            String path = "/services/" + pathId(of.serviceId()) + "/edge-routers";
            answer = http.ask(new Call("GET", path, "", headers));
        }
        return EdgeRouters.read(data(checked(answer)).path("edgeRouters"));
    }

    /**
     * All terminators of a service, one row per router.
     *
     * @throws ZitiException NOT_FOUND: the service is gone or not permitted
     */
    public List<ServiceTerminator> terminators(String serviceId) throws ZitiException, InterruptedException {
        Map<String, ServiceTerminator> terminators = new LinkedHashMap<>();
        for (JsonNode row : rows("/services/" + pathId(serviceId) + "/terminators?")) {
            JsonNode identity = row.path("identity");
            ServiceTerminator terminator = new ServiceTerminator(
                    Json.id(row, "id"), identity.isString() ? identity.stringValue() : "", Json.id(row, "routerId"));
            terminators.put(terminator.id(), terminator);
        }
        return List.copyOf(terminators.values());
    }

    /**
     * Answers posture queries; the controller keeps the answers, by identity and in memory only.
     *
     * @param answers at least one
     */
    public void answer(List<PostureAnswer> answers) throws ZitiException, InterruptedException {
        Answer answer = checked(ask("POST", "/posture-response-bulk", PostureAnswers.text(answers), Map.of()));
        if (answer.status() / 100 != 2) {
            throw Refusals.explain(answer.status(), answer.body(), answer.who());
        }
    }

    /** When this identity's services last changed, by the controller's clock: reload them only when it moves. */
    public Instant lastServiceChange() throws ZitiException, InterruptedException {
        return Json.time(get("/current-api-session/service-updates"), "lastChangeAt");
    }

    /** Ends calls under way. Does not log out and does not wait. */
    @Override
    public void close() {
        http.close();
    }

    private ApiSession current() throws ZitiException {
        ApiSession now = session.get();
        if (now == null) {
            throw Refusals.unauthorized(false);
        }
        return now;
    }

    /**
     * Asks for something of the identity's own, for the classes beside this one.
     *
     * @param path below the base URL, starting with a slash
     * @param body JSON; empty for none
     * @param extra headers besides those of the log-in; never logged
     * @return the whole answer, its status not checked
     */
    Answer ask(String method, String path, String body, Map<String, String> extra)
            throws ZitiException, InterruptedException {
        Map<String, String> headers = new HashMap<>(headers(current()));
        headers.putAll(extra);
        return http.ask(new Call(method, path, body, headers));
    }

    private JsonNode get(String path) throws ZitiException, InterruptedException {
        return data(checked(http.ask(new Call("GET", path, "", headers(current())))));
    }

    /** All pages of a list. {@code path} ends where the paging parameters go on. */
    private Collection<JsonNode> rows(String path) throws ZitiException, InterruptedException {
        Collection<JsonNode> rows = new ArrayList<>();
        while (true) {
            Answer answer = checked(http.ask(
                    new Call("GET", path + "limit=" + PAGE + "&offset=" + rows.size(), "", headers(current()))));
            JsonNode json = envelope(answer);
            JsonNode page = json.path("data");
            if (!page.isArray()) {
                throw Json.odd("data");
            }
            page.forEach(rows::add);
            JsonNode total = json.path("meta").path("pagination").path("totalCount");
            boolean more = total.isInt() ? rows.size() < total.intValue() : page.size() >= PAGE;
            if (page.isEmpty() || !more) {
                return rows;
            }
            if (rows.size() > MAX_ROWS) {
                throw Json.odd("a list has no end");
            }
        }
    }

    private Answer checked(Answer answer) throws ZitiException {
        if (answer.status() == 401) {
            ApiSession now = session.get();
            throw Refusals.unauthorized(now != null && now.mfaRequired());
        }
        return answer;
    }

    private static JsonNode data(Answer answer) throws ZitiException {
        JsonNode data = envelope(answer).path("data");
        if (!data.isObject()) {
            throw Json.odd("data");
        }
        return data;
    }

    private static JsonNode envelope(Answer answer) throws ZitiException {
        if (answer.status() / 100 != 2) {
            throw Refusals.explain(answer.status(), answer.body(), answer.who());
        }
        return JsonText.parse(answer.body()).orElseThrow(() -> Json.odd("not JSON"));
    }

    private static Map<String, String> headers(ApiSession session) {
        return Map.of("zt-session", session.token());
    }

    /** Ids come from the controller, where they were checked; anything else must not get into a URL. */
    private static String pathId(String id) {
        if (!Json.isId(id)) {
            throw new IllegalArgumentException("not an id");
        }
        return id;
    }
}
