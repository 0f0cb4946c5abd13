package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.controller.ControllerHttp.Answer;
import dev.chatp2p.ziti.controller.ControllerHttp.Call;
import dev.chatp2p.ziti.identity.PasswordLogin;
import dev.chatp2p.ziti.rest.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a log-in says, and how its answer is read. */
final class LogIn {
    private static final long MAX_SESSION_SECONDS = Duration.ofDays(365).toSeconds();

    private static final String SDK = "ziti-edge-java";

    private final ClientInfo client;
    private final InstantSource clock;
    /** Written by whoever logs in; that a password was refused stays true. */
    private volatile @Nullable ZitiException passwordRefused;

    LogIn(ClientInfo client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * Keeps a password that was refused from being tried again.
     *
     * @throws ZitiException LOGIN_REFUSED
     */
    void checkPassword() throws ZitiException {
        ZitiException refused = passwordRefused;
        if (refused != null) {
            throw refused.again();
        }
    }

    /** Remembers that the password was refused. */
    ZitiException passwordRefused(String body) {
        ZitiException refused = Refusals.passwordRefused(body);
        passwordRefused = refused;
        return refused;
    }

    /** The body of a log-in with a certificate; administrators see it with the session. */
    String request() {
        return JsonText.of(about());
    }

    /** The body of a log-in with a name and a password. */
    String request(PasswordLogin login) {
        return JsonText.of(about().put("username", login.username()).put("password", login.password()));
    }

    private ObjectNode about() {
        ObjectNode about = JsonText.object();
        about.putObject("envInfo")
                .put("os", System.getProperty("os.name", ""))
                .put("osVersion", System.getProperty("os.version", ""))
                .put("osRelease", System.getProperty("os.version", ""))
                .put("arch", System.getProperty("os.arch", ""));
        about.putObject("sdkInfo")
                .put("type", SDK)
                .put("version", client.appVersion())
                .put("appId", client.appId())
                .put("appVersion", client.appVersion());
        return about;
    }

    /** What the two ways say besides, as fields of a form; the names are those of controllers 1.6. */
    Map<String, String> form() {
        return Map.of(
                "envOs",
                System.getProperty("os.name", ""),
                "envOsVersion",
                System.getProperty("os.version", ""),
                "envOsRelease",
                System.getProperty("os.version", ""),
                "envArch",
                System.getProperty("os.arch", ""),
                "sdkType",
                SDK,
                "sdkVersion",
                client.appVersion(),
                "sdkAppID",
                client.appId(),
                "sdkAppVersion",
                client.appVersion());
    }

    /** How a request says on whose behalf it is; never logged. */
    static Map<String, String> headers(ApiSession session) {
        return switch (session.kind()) {
            case LEGACY -> Map.of("zt-session", session.token());
            case OIDC -> Map.of("authorization", "Bearer " + session.token());
        };
    }

    /** Gets a certificate for a log-in that was made with a password: routers want one. */
    void certify(ControllerHttp http, PasswordLogin with, ApiSession opened)
            throws ZitiException, InterruptedException {
        String request = JsonText.of(JsonText.object().put("csr", with.certificateRequest()));
        Answer answer = http.ask(new Call("POST", "/current-api-session/certificates", request, headers(opened)));
        if (answer.status() == 401) {
            throw Refusals.unauthorized(false);
        }
        with.adopt(answer.data().path("certificate").stringValue(""));
        http.reconnect(); // so that the controller sees it too
    }

    /**
     * Whether a person with an authenticator app can answer what is asked besides certificate or password.
     *
     * @throws ZitiException LOGIN_REFUSED if not
     */
    static void checkQueries(JsonNode queries) throws ZitiException {
        for (JsonNode query : queries) {
            String type = query.path("typeId").stringValue("");
            // The first is what the log-in with zt-session says, the second that with OpenID Connect.
            if (!type.equals("MFA") && !type.equals("TOTP")) {
                throw Refusals.unknownQuery(type);
            }
        }
    }

    ApiSession session(JsonNode data, String token) throws ZitiException {
        JsonNode identity = data.path("identity");
        checkQueries(data.path("authQueries"));
        return new ApiSession(
                Json.id(data, "id"),
                ApiSession.Kind.LEGACY,
                token,
                Json.id(data, "identityId"),
                Json.name(identity, "name"),
                expiry(data),
                !data.path("authQueries").isEmpty());
    }

    /** By our clock, so that a clock that is off does no harm; {@code expiresAt} goes by the controller's. */
    private Instant expiry(JsonNode data) throws ZitiException {
        JsonNode seconds = data.path("expirationSeconds");
        boolean usable = seconds.isIntegralNumber()
                && seconds.canConvertToLong()
                && seconds.longValue() > 0
                && seconds.longValue() <= MAX_SESSION_SECONDS;
        return usable ? clock.instant().plusSeconds(seconds.longValue()) : Json.time(data, "expiresAt");
    }
}
