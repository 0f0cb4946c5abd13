package dev.chatp2p.ziti.controller;

import com.sun.net.httpserver.HttpExchange;
import dev.chatp2p.ziti.rest.FakeRestApi;
import dev.chatp2p.ziti.rest.JsonText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /current-identity/mfa} of a {@link FakeController}, for whoever asks, with the answers of a real one (1.6.0). Safe
 * for any thread.
 */
public final class FakeSecondFactorApi {
    public static final String SECRET = "U3LV5SMFCXS7AAGX";

    private static final String PATH = "/current-identity/mfa";
    private static final String DONE = "{\"data\":{},\"meta\":{}}";

    /** Written by the controller's threads, one call at a time in these tests. */
    private volatile SecondFactorState state = SecondFactorState.NONE;

    private final List<String> recoveryCodes = new CopyOnWriteArrayList<>(List.of("ABC234", "XYZ567"));

    private final FakeController controller;

    private FakeSecondFactorApi(FakeController controller) {
        this.controller = controller;
    }

    /** Gives the controller a second factor that nobody has set up yet. */
    public static FakeSecondFactorApi on(FakeController controller) {
        FakeSecondFactorApi api = new FakeSecondFactorApi(controller);
        controller.on("POST", PATH, api::enroll);
        controller.on("GET", PATH, api::detail);
        controller.on("POST", PATH + "/verify", api::verify);
        controller.on("DELETE", PATH, api::remove);
        controller.on("GET", PATH + "/recovery-codes", api::listRecoveryCodes);
        return api;
    }

    public SecondFactorState state() {
        return state;
    }

    /** What the authenticator app shows now. */
    public static String code() {
        return Totp.code(SECRET, Instant.now());
    }

    /** What the controller tells about a second factor that was never verified. */
    public static ObjectNode unverified(String provisioningUrl, Iterable<String> recoveryCodes) {
        ObjectNode data =
                JsonText.object().put("id", "m1").put("isVerified", false).put("provisioningUrl", provisioningUrl);
        ArrayNode codes = data.putArray("recoveryCodes");
        recoveryCodes.forEach(codes::add);
        ObjectNode json = JsonText.object();
        json.set("data", data);
        return json;
    }

    private void enroll(HttpExchange exchange) throws IOException {
        if (state == SecondFactorState.NONE) {
            state = SecondFactorState.UNVERIFIED;
            FakeRestApi.reply(201, "{\"data\":{\"id\":\"m1\"},\"meta\":{}}").handle(exchange);
        } else {
            FakeRestApi.refuse(409, "MFA_EXISTS", "An MFA record already exists, try removing it")
                    .handle(exchange);
        }
    }

    private void detail(HttpExchange exchange) throws IOException {
        String url = "otpauth://totp/openziti.io:alice?issuer=openziti.io&secret=" + SECRET;
        switch (state) {
            case NONE -> notFound(exchange);
            case UNVERIFIED ->
                FakeRestApi.reply(200, unverified(url, recoveryCodes).toString())
                        .handle(exchange);
            case ACTIVE ->
                FakeRestApi.reply(200, "{\"data\":{\"id\":\"m1\",\"isVerified\":true},\"meta\":{}}")
                        .handle(exchange);
        }
    }

    private void verify(HttpExchange exchange) throws IOException {
        if (state != SecondFactorState.UNVERIFIED) {
            notFound(exchange);
        } else if (lastBody().path("code").stringValue("").equals(code())) {
            state = SecondFactorState.ACTIVE;
            FakeRestApi.reply(200, DONE).handle(exchange);
        } else {
            wrongCode(exchange);
        }
    }

    private void remove(HttpExchange exchange) throws IOException {
        String code = header(exchange);
        if (state == SecondFactorState.NONE) {
            notFound(exchange);
        } else if (state == SecondFactorState.UNVERIFIED || code.equals(code()) || recoveryCodes.remove(code)) {
            state = SecondFactorState.NONE;
            FakeRestApi.reply(200, DONE).handle(exchange);
        } else {
            wrongCode(exchange);
        }
    }

    private void listRecoveryCodes(HttpExchange exchange) throws IOException {
        if (state != SecondFactorState.ACTIVE) {
            notFound(exchange);
        } else if (header(exchange).equals(code())) {
            FakeRestApi.reply(200, unverified("", recoveryCodes).toString()).handle(exchange);
        } else {
            wrongCode(exchange);
        }
    }

    private static String header(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("mfa-validation-code"))
                .orElse("");
    }

    /** The controller has read it from the exchange by now, and one call comes at a time. */
    private JsonNode lastBody() {
        return JsonText.parse(controller.requests().getLast().body()).orElseGet(JsonText::object);
    }

    private static void wrongCode(HttpExchange exchange) throws IOException {
        FakeRestApi.refuse(400, "MFA_INVALID_TOKEN", "An invalid token/code was provided")
                .handle(exchange);
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        FakeRestApi.refuse(404, "NOT_FOUND", "The resource requested was not found or is no longer available")
                .handle(exchange);
    }
}
