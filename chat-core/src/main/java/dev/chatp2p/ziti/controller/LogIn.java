package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.identity.PasswordLogin;
import dev.chatp2p.ziti.rest.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a log-in says, and how its answer is read. */
final class LogIn {
    private static final long MAX_SESSION_SECONDS = Duration.ofDays(365).toSeconds();

    private final ClientInfo client;
    private final InstantSource clock;

    LogIn(ClientInfo client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
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
                .put("type", "ziti-edge-java")
                .put("version", client.appVersion())
                .put("appId", client.appId())
                .put("appVersion", client.appVersion());
        return about;
    }

    ApiSession session(JsonNode data, String token) throws ZitiException {
        JsonNode identity = data.path("identity");
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
