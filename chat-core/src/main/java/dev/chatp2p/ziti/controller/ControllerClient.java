package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.controller.ControllerHttp.Answer;
import dev.chatp2p.ziti.controller.ControllerHttp.Call;
import dev.chatp2p.ziti.identity.ClientApiUrl;
import dev.chatp2p.ziti.identity.PasswordLogin;
import dev.chatp2p.ziti.identity.RenewableCertificate;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import dev.chatp2p.ziti.rest.JsonText;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The controller's Edge Client API, as far as a client needs it after enrolling. Knows the log-in and nothing else: caching
 * sessions, retrying, and when to renew the log-in are its caller's.
 *
 * <p>Safe for any thread. Calls block (at most 20 s per controller) and are meant for virtual threads; an interrupt ends
 * them. Any call may fail with CONTROLLER_UNREACHABLE, UNTRUSTED, CLOCK_OFF or PROTOCOL; calls after the log-in also with
 * SESSION_EXPIRED (log in again) and MFA_REQUIRED.
 */
public final class ControllerClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControllerClient.class);

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);
    /** The most the controller gives per page; without it, pages have 10 rows. */
    private static final int PAGE = 500;

    /** What a filter can ask for: controllers (seen on 1.6.0) do not undo the escaping of a backslash. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[^\"\\\\\\p{Cntrl}]+");

    private static final int MAX_ROWS = 100_000;
    /** Characters of all pages of one list. */
    private static final long MAX_LIST = 64L << 20;
    /** Of anything a controller lists about itself. */
    private static final int MAX_CAPABILITIES = 200;

    private static final int MAX_DISCOVERED = 16;

    private final ControllerHttp http;
    private final LoginFlow flow;
    private final boolean enableHa;
    private final LogIn logIn;
    private final Optional<RenewableCertificate> certificate;
    private final Optional<PasswordLogin> password;
    private final InstantSource clock;
    private final Authentication legacy;
    private final Authentication oidc;
    /** One log-in, renewal or log-out at a time: a refresh token is good for one use. */
    private final ReentrantLock loggingIn = new ReentrantLock();
    /** Guarded by loggingIn: the way of the present log-in. */
    private Authentication authentication;

    private final AtomicReference<@Nullable ApiSession> session = new AtomicReference<>();
    /** A token of which the controller says that renewing it is no use. Written by whoever is told so. */
    private volatile String invalidToken = "";

    /** Logs in as the controller's capabilities suggest. */
    public ControllerClient(ZitiIdentity identity, ClientInfo client) {
        this(identity, client, LoginFlow.AUTO);
    }

    public ControllerClient(ZitiIdentity identity, ClientInfo client, LoginFlow flow) {
        this(identity, client, flow, REQUEST_TIMEOUT, InstantSource.system());
    }

    ControllerClient(ZitiIdentity identity, ClientInfo client, LoginFlow flow, Duration timeout, InstantSource clock) {
        this.http = new ControllerHttp(identity, timeout);
        this.flow = flow;
        this.enableHa = identity.enableHa();
        this.logIn = new LogIn(client, clock);
        this.certificate = identity.renewable();
        this.password = identity.passwordLogin();
        this.clock = clock;
        this.legacy = new LegacyAuthentication(http, logIn, identity.passwordLogin());
        this.oidc = new OidcAuthentication(http, logIn, identity.passwordLogin(), clock);
        this.authentication = legacy;
    }

    /** What the controller is; needs no log-in. */
    public ControllerVersion version() throws ZitiException, InterruptedException {
        JsonNode data = http.ask(new Call("GET", "/version", "", Map.of())).data();
        Map<String, Set<String>> apis = new HashMap<>();
        data.path("apiVersions").properties().stream()
                .limit(MAX_CAPABILITIES)
                .forEach(api -> apis.put(api.getKey(), Set.copyOf(api.getValue().propertyNames())));
        Set<String> capabilities = new LinkedHashSet<>();
        data.path("capabilities")
                .valueStream()
                .limit(MAX_CAPABILITIES)
                .forEach(capability -> capabilities.add(capability.asString("")));
        return new ControllerVersion(Json.optionalName(data, "version"), capabilities, apis);
    }

    /**
     * Logs in with the identity's certificate or password; later calls use this log-in. A password that was refused is not
     * tried again: that might lock the identity.
     *
     * @return with {@link ApiSession#mfaRequired()} when a second factor is asked for: {@link #answer} it
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
        loggingIn.lockInterruptibly();
        try {
            logIn.checkPassword();
            ApiSession opened = loginOneWay();
            session.set(opened);
            return opened;
        } finally {
            loggingIn.unlock();
        }
    }

    private ApiSession loginOneWay() throws ZitiException, InterruptedException {
        authentication = legacy;
        if (wantsOidc()) {
            try {
                authentication = oidc;
                return oidc.login();
            } catch (ZitiException e) {
                if (e.failure() != ZitiFailure.NOT_FOUND) {
                    throw e;
                }
                LOG.debug("The controller has no OpenID Connect.");
                authentication = legacy;
            }
        }
        return legacy.login();
    }

    private boolean wantsOidc() throws ZitiException, InterruptedException {
        return switch (flow) {
            case OIDC -> true;
            case LEGACY -> false;
            case AUTO -> {
                try {
                    yield version().prefersOidc(enableHa);
                } catch (ZitiException e) {
                    if (e.failure() != ZitiFailure.PROTOCOL && e.failure() != ZitiFailure.NOT_FOUND) {
                        throw e;
                    }
                    yield false;
                }
            }
        };
    }

    /**
     * Answers the question for a second factor. Does nothing when there is none.
     *
     * @param code of the authenticator app, or a recovery code
     * @throws ZitiException MFA_REQUIRED if it is wrong, or as {@link #login}
     */
    public ApiSession answer(String code) throws ZitiException, InterruptedException {
        String given = SecondFactorCode.clean(code);
        loggingIn.lockInterruptibly();
        try {
            ApiSession open = current();
            if (!open.mfaRequired()) {
                return open;
            }
            ApiSession opened = authentication.answer(open, given);
            session.set(opened);
            return opened;
        } finally {
            loggingIn.unlock();
        }
    }

    /** Asks the controller for more time. The token of a legacy log-in stays, with OpenID Connect there is a new one. */
    public ApiSession refresh() throws ZitiException, InterruptedException {
        loggingIn.lockInterruptibly();
        try {
            ApiSession before = answered();
            if (before.token().equals(invalidToken)) {
                throw Refusals.unauthorized(false);
            }
            ApiSession after = authentication.refresh(before);
            session.set(after);
            certifyAgain(after);
            return after;
        } finally {
            loggingIn.unlock();
        }
    }

    /** A certificate for a log-in with a password lives 12 h, a log-in for weeks. Without it, the next renewal tries again. */
    private void certifyAgain(ApiSession renewed) throws InterruptedException {
        boolean due = password.filter(with -> with.isDue(clock.instant())).isPresent();
        if (due && !renewed.mfaRequired()) {
            try {
                logIn.certify(http, password.orElseThrow(), renewed);
            } catch (ZitiException e) {
                LOG.info("The certificate for routers is not renewed yet: {}", e.sentence());
            }
        }
    }

    /** Asks whether the log-in still holds, which extends a legacy one and leaves the other kind as it is. */
    public ApiSession verify() throws ZitiException, InterruptedException {
        ApiSession now = answered();
        if (now.kind() == ApiSession.Kind.LEGACY) {
            return refresh();
        }
        checked(http.ask(new Call("GET", "/current-identity", "", LogIn.headers(now)), ControllerHttp.IMPATIENT))
                .succeeded();
        return now;
    }

    /** Ends the log-in; routers close its channels at once. Does nothing when not logged in. */
    public void logout() throws ZitiException, InterruptedException {
        loggingIn.lockInterruptibly();
        try {
            ApiSession ending = session.getAndSet(null);
            if (ending != null) {
                authentication.logout(ending);
            }
        } finally {
            loggingIn.unlock();
        }
    }

    /**
     * Asks which controllers the network has; from now on they are asked when others cannot be reached. Controllers that do
     * not know others say that there are none.
     *
     * @return all that are known now, those of the identity first
     */
    public List<URI> findControllers() throws ZitiException, InterruptedException {
        Answer answer = checked(
                http.ask(new Call("GET", "/controllers?limit=" + PAGE, "", headers()), ControllerHttp.IMPATIENT));
        Set<URI> found = new LinkedHashSet<>();
        if (answer.status() != 404) { // before 1.2 there was no such list
            for (JsonNode row : answer.json().path("data")) {
                for (JsonNode api : row.path("apiAddresses").path("edge-client")) {
                    ClientApiUrl.parse(api.path("url").stringValue("")).ifPresent(found::add);
                }
            }
        }
        http.alsoAsk(found.stream().limit(MAX_DISCOVERED).toList());
        return http.controllers();
    }

    /** All controllers that are known now; asks nobody. */
    public List<URI> controllers() {
        return http.controllers();
    }

    /** The controller that last answered; asks nobody. */
    public URI present() {
        return http.present();
    }

    /** All services this identity may see. */
    public List<Service> services() throws ZitiException, InterruptedException {
        Map<String, Service> services = new LinkedHashMap<>();
        rows("/services?", row -> {
            Service service = Services.read(row);
            services.put(service.id(), service);
        });
        return List.copyOf(services.values());
    }

    /** The service of that name, when it exists and this identity may see it. */
    public Optional<Service> service(String name) throws ZitiException, InterruptedException {
        String filter = PLAIN_NAME.matcher(name).matches()
                ? "filter=" + URLEncoder.encode("name=\"" + name + '"', StandardCharsets.UTF_8) + "&"
                : "";
        List<Service> found = new ArrayList<>();
        rows("/services?" + filter, row -> {
            Service service = Services.read(row);
            if (service.name().equals(name)) {
                found.add(service);
            }
        });
        return found.stream().findFirst();
    }

    /**
     * Asks for the permission to dial or to host. Ask once per service, type and log-in, and keep the answer: a second
     * session's token may be unusable.
     *
     * @throws ZitiException NOT_FOUND: the service is gone or not permitted. POSTURE: a posture check fails.
     */
    public ServiceSession createSession(String serviceId, SessionType type) throws ZitiException, InterruptedException {
        ObjectNode body = JsonText.object().put("serviceId", serviceId).put("type", type.wire());
        JsonNode data = checked(http.ask(new Call("POST", "/sessions", JsonText.of(body), headers())))
                .data();
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
        Map<String, String> headers = headers();
        Answer answer = http.ask(new Call("GET", "/sessions/" + pathId(of.id()), "", headers));
        boolean unlisted = answer.status() == 404 && of.token().startsWith("ey");
        if (unlisted) {
            // JWT sessions are not kept by the controller; the service knows its routers.
            String path = "/services/" + pathId(of.serviceId()) + "/edge-routers";
            answer = http.ask(new Call("GET", path, "", headers));
        }
        return EdgeRouters.read(checked(answer).data().path("edgeRouters"));
    }

    /**
     * All terminators of a service, one row per router.
     *
     * @throws ZitiException NOT_FOUND: the service is gone or not permitted
     */
    public List<ServiceTerminator> terminators(String serviceId) throws ZitiException, InterruptedException {
        Map<String, ServiceTerminator> terminators = new LinkedHashMap<>();
        rows("/services/" + pathId(serviceId) + "/terminators?", row -> {
            ServiceTerminator terminator = new ServiceTerminator(
                    Json.id(row, "id"), Json.optionalName(row, "identity"), Json.id(row, "routerId"));
            terminators.put(terminator.id(), terminator);
        });
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
        Map<String, String> headers = new HashMap<>(headers());
        headers.putAll(extra);
        return http.ask(new Call(method, path, body, headers));
    }

    private JsonNode get(String path) throws ZitiException, InterruptedException {
        return checked(http.ask(new Call("GET", path, "", headers()))).data();
    }

    @FunctionalInterface
    private interface RowReader {
        void read(JsonNode row) throws ZitiException;
    }

    /**
     * All pages of a list, row by row, so that only what is made of them is kept. {@code path} ends where the paging
     * parameters go on.
     */
    private void rows(String path, RowReader reader) throws ZitiException, InterruptedException {
        int rows = 0;
        long length = 0;
        while (true) {
            Answer answer =
                    checked(http.ask(new Call("GET", path + "limit=" + PAGE + "&offset=" + rows, "", headers())));
            JsonNode json = answer.json();
            JsonNode page = json.path("data");
            if (!page.isArray()) {
                throw Json.odd("data");
            }
            for (JsonNode row : page) {
                reader.read(row);
            }
            rows += page.size();
            length += answer.body().length();
            JsonNode total = json.path("meta").path("pagination").path("totalCount");
            boolean more = total.isInt() ? rows < total.intValue() : page.size() >= PAGE;
            if (page.isEmpty() || !more) {
                return;
            }
            if (rows > MAX_ROWS || length > MAX_LIST) {
                throw Json.odd("a list has no end");
            }
        }
    }

    private Answer checked(Answer answer) throws ZitiException {
        if (answer.status() == 401) {
            ApiSession now = session.get();
            // Controllers from 2.0 on say what is wrong with a token; one that is only too old can be renewed.
            if (now != null && answer.header("www-authenticate").contains("error=\"invalid\"")) {
                invalidToken = now.token();
            }
            throw Refusals.unauthorized(now != null && now.mfaRequired());
        }
        return answer;
    }

    private Map<String, String> headers() throws ZitiException {
        return LogIn.headers(answered());
    }

    /** Without a token, nothing but answering is possible. */
    private ApiSession answered() throws ZitiException {
        ApiSession now = current();
        if (now.token().isEmpty()) {
            throw Refusals.unauthorized(true);
        }
        return now;
    }

    /** Ids come from the controller, where they were checked; anything else must not get into a URL. */
    private static String pathId(String id) {
        if (!Json.isId(id)) {
            throw new IllegalArgumentException("not an id");
        }
        return id;
    }
}
