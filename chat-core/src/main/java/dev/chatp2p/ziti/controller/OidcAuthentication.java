package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.controller.ControllerHttp.Answer;
import dev.chatp2p.ziti.controller.ControllerHttp.Call;
import dev.chatp2p.ziti.identity.PasswordLogin;
import dev.chatp2p.ziti.rest.JsonText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The log-in with OpenID Connect, authorization code and PKCE: {@code ziti-edge-protocol.md} §5. The tokens hold at every
 * controller of the network, but one log-in must be made at one controller.
 *
 * <p>Redirects are read, never followed: only their path and parameters count, and every request of one log-in goes to the
 * same controller.
 */
final class OidcAuthentication implements Authentication {
    private static final String LOGIN_PATH = ControllerHttp.OIDC + "login/";
    private static final String CALLBACK_PATH = ControllerHttp.OIDC + "authorize/callback";
    private static final String TOKEN_PATH = ControllerHttp.OIDC + "oauth/token";
    private static final String CLIENT = "native";
    /** Nobody listens there, and nothing is sent there. */
    private static final String REDIRECT = "http://127.0.0.1:1/auth/callback";

    private static final int RANDOM_BYTES = 32;
    /** How long a controller remembers an unfinished log-in. */
    private static final Duration QUESTION_LIFE = Duration.ofMinutes(10);

    private static final Pattern REQUEST_ID = Pattern.compile("[\\w-]{1,40}");
    private static final int MAX_CODE = 8192;
    private static final long MAX_TOKEN_SECONDS = Duration.ofDays(365).toSeconds();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final ControllerHttp http;
    private final LogIn logIn;
    private final Optional<PasswordLogin> password;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    // Written by one caller at a time.
    /** Good for one use. */
    private String refreshToken = "";
    /** The log-in that waits for a second factor. */
    private @Nullable Attempt unfinished;

    /**
     * A log-in under way.
     *
     * @param controller who knows of it
     * @param id what it is called there
     * @param state comes back with the code
     * @param verifier the secret that proves that the code is ours
     */
    private record Attempt(URI controller, String id, String state, String verifier) {
        @Override
        public String toString() {
            return "Attempt[" + controller + "]";
        }
    }

    OidcAuthentication(ControllerHttp http, LogIn logIn, Optional<PasswordLogin> password, InstantSource clock) {
        this.http = http;
        this.logIn = logIn;
        this.password = password;
        this.clock = clock;
    }

    @Override
    public ApiSession login() throws ZitiException, InterruptedException {
        unfinished = null;
        Attempt attempt = authorize();
        Answer answer = prove(attempt);
        if (!answer.isRedirect()) {
            checkQuestion(answer);
            unfinished = attempt;
            return new ApiSession(
                    attempt.id(),
                    ApiSession.Kind.OIDC,
                    "",
                    "",
                    "",
                    clock.instant().plus(QUESTION_LIFE),
                    true);
        }
        return finish(attempt, answer);
    }

    private Attempt authorize() throws ZitiException, InterruptedException {
        String state = randomText();
        String verifier = randomText();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", CLIENT);
        query.put("response_type", "code");
        query.put("scope", "openid offline_access");
        query.put("redirect_uri", REDIRECT);
        query.put("state", state);
        query.put("code_challenge", challenge(verifier));
        query.put("code_challenge_method", "S256");
        query.put("method", password.isPresent() ? "password" : "cert");
        Answer answer =
                http.ask(new Call("GET", ControllerHttp.OIDC + "authorize?" + Form.encode(query), "", Map.of()));
        URI login = redirect(answer);
        String id = Form.decode(login.getRawQuery()).getOrDefault("authRequestID", "");
        if (!login.getPath().startsWith(LOGIN_PATH) || !REQUEST_ID.matcher(id).matches()) {
            throw Json.odd("authorize");
        }
        return new Attempt(answer.controller(), id, state, verifier);
    }

    private Answer prove(Attempt attempt) throws ZitiException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>(logIn.form());
        form.put("id", attempt.id());
        password.ifPresent(with -> {
            form.put("username", with.username());
            form.put("password", with.password());
        });
        Answer answer = post(attempt.controller(), LOGIN_PATH + (password.isPresent() ? "password" : "cert"), form);
        boolean refused = answer.status() == 401 || answer.status() == 403;
        if (password.isPresent()) {
            // Controllers 1.x show their page for a password again, as a success.
            boolean again =
                    answer.status() == 200 && JsonText.parse(answer.body()).isEmpty();
            if (refused || again) {
                throw logIn.passwordRefused(refused ? answer.body() : "");
            }
        } else if (refused) {
            throw Refusals.loginRefused(answer.body());
        }
        return answer;
    }

    /** Only what an authenticator app can answer is known here. */
    private static void checkQuestion(Answer answer) throws ZitiException {
        JsonNode queries = answer.json().path("authQueries");
        if (queries.isEmpty()) {
            throw Json.odd("login");
        }
        LogIn.checkQueries(queries);
    }

    @Override
    public ApiSession answer(ApiSession open, String code) throws ZitiException, InterruptedException {
        Attempt attempt = unfinished;
        if (attempt == null || isForgotten(attempt)) {
            ApiSession again = login();
            attempt = unfinished;
            if (attempt == null) {
                return again;
            }
        }
        Answer answer = post(attempt.controller(), LOGIN_PATH + "totp", Map.of("id", attempt.id(), "code", code));
        if (answer.status() == 400 || answer.status() == 401) {
            throw Refusals.wrongCode();
        }
        ApiSession opened = finish(attempt, answer);
        unfinished = null;
        return opened;
    }

    /** A code for a log-in that the controller has forgotten is refused as if it were wrong. */
    private boolean isForgotten(Attempt attempt) throws ZitiException, InterruptedException {
        Answer answer = http.ask(
                attempt.controller(),
                new Call("GET", LOGIN_PATH + "auth-queries?" + Form.encode(Map.of("id", attempt.id())), "", Map.of()));
        return answer.status() != 200;
    }

    private ApiSession finish(Attempt attempt, Answer proven) throws ZitiException, InterruptedException {
        URI callback = redirect(proven);
        boolean ours = callback.getPath().equals(CALLBACK_PATH)
                && attempt.id().equals(Form.decode(callback.getRawQuery()).get("id"));
        if (!ours) {
            throw Json.odd("login");
        }
        Answer answer = http.ask(
                attempt.controller(),
                new Call("GET", CALLBACK_PATH + "?" + Form.encode(Map.of("id", attempt.id())), "", Map.of()));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", CLIENT);
        form.put("code", code(attempt, redirect(answer)));
        form.put("redirect_uri", REDIRECT);
        form.put("code_verifier", attempt.verifier());
        JsonNode tokens = post(attempt.controller(), TOKEN_PATH, form).json();
        return open(attempt.controller(), tokens);
    }

    private static String code(Attempt attempt, URI callback) throws ZitiException {
        Map<String, String> given = Form.decode(callback.getRawQuery());
        String code = given.getOrDefault("code", "");
        boolean ours = callback.toString().startsWith(REDIRECT + "?")
                && attempt.state().equals(given.get("state"))
                && !code.isEmpty()
                && code.length() <= MAX_CODE;
        if (!ours) {
            throw Json.odd("callback");
        }
        return code;
    }

    private ApiSession open(URI controller, JsonNode tokens) throws ZitiException, InterruptedException {
        ApiSession nameless = session(tokens, "", "");
        JsonNode self = http.ask(controller, new Call("GET", "/current-identity", "", LogIn.headers(nameless)))
                .data();
        ApiSession opened = session(tokens, Json.id(self, "id"), Json.name(self, "name"));
        if (password.isPresent()) {
            logIn.certify(http, password.get(), opened);
        }
        refreshToken = Json.token(tokens, "refresh_token");
        return opened;
    }

    private ApiSession session(JsonNode tokens, String identityId, String identityName) throws ZitiException {
        String token = Json.token(tokens, "access_token");
        JsonNode seconds = tokens.path("expires_in");
        boolean usable = seconds.isIntegralNumber()
                && seconds.canConvertToLong()
                && seconds.longValue() > 0
                && seconds.longValue() <= MAX_TOKEN_SECONDS;
        if (!usable) {
            throw Json.odd("expires_in");
        }
        return new ApiSession(
                AccessToken.sessionId(token),
                ApiSession.Kind.OIDC,
                token,
                identityId,
                identityName,
                clock.instant().plusSeconds(seconds.longValue()),
                false);
    }

    @Override
    public ApiSession refresh(ApiSession session) throws ZitiException, InterruptedException {
        Map<String, String> form =
                Map.of("grant_type", "refresh_token", "client_id", CLIENT, "refresh_token", refreshToken);
        Answer answer =
                http.ask(new Call("POST", TOKEN_PATH, Form.encode(form), Form.HEADERS), ControllerHttp.IMPATIENT);
        if (answer.status() == 400 || answer.status() == 401) {
            throw Refusals.unauthorized(false);
        }
        JsonNode tokens = answer.json();
        refreshToken = Json.token(tokens, "refresh_token");
        return session(tokens, session.identityId(), session.identityName());
    }

    @Override
    public void logout(ApiSession session) throws ZitiException, InterruptedException {
        if (session.mfaRequired()) {
            return; // nothing was given out yet
        }
        Map<String, String> form = new HashMap<>();
        form.put("token", refreshToken);
        form.put("token_type_hint", "refresh_token");
        form.put("client_id", CLIENT);
        Answer answer = http.ask(new Call("POST", ControllerHttp.OIDC + "revoke", Form.encode(form), Form.HEADERS));
        if (answer.status() != 400 && answer.status() != 401) {
            answer.succeeded();
        }
    }

    private Answer post(URI controller, String path, Map<String, String> form)
            throws ZitiException, InterruptedException {
        return http.ask(controller, new Call("POST", path, Form.encode(form), Form.HEADERS));
    }

    private static URI redirect(Answer answer) throws ZitiException {
        if (!answer.isRedirect()) {
            answer.succeeded();
            throw Json.odd("no redirect");
        }
        try {
            URI where = new URI(answer.header("location"));
            if (where.getPath() != null) {
                return where;
            }
        } catch (URISyntaxException e) {
            // Said below; not kept, because its text quotes the code.
        }
        throw Json.odd("redirect");
    }

    private String randomText() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    /** RFC 7636 §4.2. */
    private static String challenge(String verifier) {
        try {
            return BASE64.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
