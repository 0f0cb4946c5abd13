package dev.chatp2p.ziti.controller;

import com.sun.net.httpserver.HttpExchange;
import dev.chatp2p.ziti.rest.FakeRestApi;
import dev.chatp2p.ziti.rest.FakeRestApi.Request;
import dev.chatp2p.ziti.rest.JsonText;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenID Connect provider of a {@link FakeController}, answering as a real one (1.6.0) does. Several controllers may give
 * out tokens together; a log-in is made at one of them. Safe for any thread.
 */
public final class FakeOidc {

    /** The tokens of a network: every controller that shares them accepts them. */
    public static final class Tokens {
        /** Access token to the name of its identity. */
        private final Map<String, String> access = new ConcurrentHashMap<>();
        /** Refresh token to API session and identity. */
        private final Map<String, Session> refresh = new ConcurrentHashMap<>();

        private final AtomicInteger life = new AtomicInteger(1799);
        private final AtomicInteger extraLength = new AtomicInteger();

        private record Session(String id, String name) {}

        /** How long an access token is said to live, in seconds. */
        public void life(int seconds) {
            life.set(seconds);
        }

        /** Makes access tokens longer by so many characters. */
        public void pad(int characters) {
            extraLength.set(characters);
        }

        /** No access token holds any more; they can still be renewed. */
        public void expireAccess() {
            access.clear();
        }

        /** Nothing holds any more. */
        public void revokeAll() {
            access.clear();
            refresh.clear();
        }

        /** How many log-ins have not been revoked. */
        public int open() {
            return refresh.size();
        }

        private ObjectNode issue(Session to) {
            String claims = "{\"z_asid\":\"" + to.id() + "\",\"jti\":\"" + UUID.randomUUID() + "\",\"pad\":\""
                    + "x".repeat(extraLength.get()) + "\"}";
            String token = "eyJhbGciOiJub25lIn0." + base64(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
            String again = "ey" + UUID.randomUUID();
            access.put(token, to.name());
            refresh.put(again, to);
            return JsonText.object()
                    .put("access_token", token)
                    .put("token_type", "Bearer")
                    .put("refresh_token", again)
                    .put("expires_in", life.get())
                    .put("id_token", "eyJ.e30.c2ln");
        }
    }

    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private volatile Tokens tokens = new Tokens();

    private static final Attempt NONE = new Attempt("", "", "", "", false);

    private record Attempt(String redirect, String state, String challenge, String name, boolean proven) {
        Attempt by(String caller, boolean done) {
            return new Attempt(redirect, state, challenge, caller, done);
        }
    }

    public Tokens tokens() {
        return tokens;
    }

    /** From now on these are the tokens it gives out and accepts. */
    public void shares(Tokens others) {
        tokens = others;
    }

    /** Forgets the log-ins that are under way. */
    public void forgetAttempts() {
        attempts.clear();
    }

    /** Whose access token it is; empty if it is none. */
    String owner(String token) {
        return tokens.access.getOrDefault(token, "");
    }

    /**
     * Answers a call below {@code /oidc}.
     *
     * @param caller the name in the client's certificate
     * @param secondFactor the code that is asked for; empty for none
     */
    void answer(HttpExchange exchange, Request request, URI root, String caller, String secondFactor)
            throws IOException {
        Map<String, String> form = Form.decode(request.body());
        String id = request.parameter("id") + form.getOrDefault("id", "");
        Attempt attempt = attempts.getOrDefault(id, NONE);
        String callback = root + "/oidc/authorize/callback?id=" + id;
        switch (request.toString()) {
            case "GET /oidc/authorize" -> authorize(exchange, request);
            case "POST /oidc/login/cert", "POST /oidc/login/password" -> {
                String name = form.getOrDefault("username", caller);
                if (!attempts.containsKey(id)) {
                    FakeRestApi.send(exchange, 401, "text/plain", "The authentication request failed");
                } else if (secondFactor.isEmpty()) {
                    attempts.put(id, attempt.by(name, true));
                    redirect(exchange, callback);
                } else {
                    attempts.put(id, attempt.by(name, false));
                    question(exchange);
                }
            }
            case "GET /oidc/login/auth-queries" -> {
                if (attempts.containsKey(id)) {
                    question(exchange);
                } else {
                    FakeRestApi.send(exchange, 401, "text/plain", "The authentication request failed");
                }
            }
            case "POST /oidc/login/totp" -> {
                if (attempts.containsKey(id) && secondFactor.equals(form.get("code"))) {
                    attempts.put(id, attempt.by(attempt.name(), true));
                    redirect(exchange, callback);
                } else {
                    FakeRestApi.send(
                            exchange,
                            400,
                            "application/json",
                            "{\"code\":\"INVALID TOTP CODE\",\"message\":\"an invalid TOTP code was supplied\"}");
                }
            }
            case "GET /oidc/authorize/callback" -> {
                if (attempt.proven()) {
                    redirect(exchange, attempt.redirect() + "?code=c-" + id + "&state=" + attempt.state());
                } else {
                    FakeRestApi.send(exchange, 400, "text/plain", "not proven");
                }
            }
            case "POST /oidc/oauth/token" -> token(exchange, form);
            case "POST /oidc/revoke" -> {
                tokens.refresh.remove(form.getOrDefault("token", ""));
                FakeRestApi.send(exchange, 200, "application/json", "");
            }
            default -> FakeRestApi.send(exchange, 404, "text/plain", "not found");
        }
    }

    private void authorize(HttpExchange exchange, Request request) throws IOException {
        boolean complete = request.parameter("client_id").equals("native")
                && request.parameter("response_type").equals("code")
                && request.parameter("scope").equals("openid offline_access")
                && request.parameter("code_challenge_method").equals("S256")
                && request.parameter("redirect_uri").matches("http://127\\.0\\.0\\.1:\\d+/auth/callback");
        if (!complete) {
            FakeRestApi.send(exchange, 400, "text/plain", "incomplete");
            return;
        }
        String id = UUID.randomUUID().toString();
        attempts.put(
                id,
                new Attempt(
                        request.parameter("redirect_uri"),
                        request.parameter("state"),
                        request.parameter("code_challenge"),
                        "",
                        false));
        String page = request.parameter("method").equals("cert") ? "cert" : "username";
        redirect(exchange, "/oidc/login/" + page + "?authRequestID=" + id);
    }

    private static void question(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("totp-required", "true");
        FakeRestApi.send(exchange, 200, "application/json", """
                {"authQueries":[{"format":"numeric","httpMethod":"POST","httpUrl":"./oidc/login/totp","maxLength":8,
                "minLength":6,"provider":"ziti","scopes":null,"typeId":"TOTP"}]}""");
    }

    private void token(HttpExchange exchange, Map<String, String> form) throws IOException {
        if (form.getOrDefault("grant_type", "").equals("refresh_token")) {
            String old = form.getOrDefault("refresh_token", "");
            Tokens.Session session = tokens.refresh.remove(old);
            if (session == null) {
                FakeRestApi.send(exchange, 400, "application/json", """
                        {"error":"server_error","error_description":"an entity of type revocation already exists"}""");
            } else {
                FakeRestApi.send(
                        exchange, 200, "application/json", tokens.issue(session).toString());
            }
            return;
        }
        String code = form.getOrDefault("code", "");
        Attempt attempt = attempts.getOrDefault(code.replaceFirst("^c-", ""), NONE);
        boolean ours = attempt.proven()
                && used.add(code)
                && attempt.redirect().equals(form.get("redirect_uri"))
                && attempt.challenge().equals(challenge(form.getOrDefault("code_verifier", "")));
        if (!ours) {
            FakeRestApi.send(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
            return;
        }
        Tokens.Session session = new Tokens.Session("as-" + UUID.randomUUID(), attempt.name());
        FakeRestApi.send(
                exchange, 200, "application/json", tokens.issue(session).toString());
    }

    private static void redirect(HttpExchange exchange, String where) throws IOException {
        exchange.getResponseHeaders().set("location", where);
        FakeRestApi.send(exchange, 302, "text/html", "");
    }

    private static String challenge(String verifier) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
