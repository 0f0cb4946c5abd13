package dev.chatp2p.setup.management;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.ManagementHttp.Answer;
import dev.chatp2p.setup.management.ManagementHttp.Call;
import dev.chatp2p.ziti.rest.JsonText;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A log-in at the management API ({@code zt-session}), renewed once when it runs out. Any thread; one of several threads
 * that find it run out renews it and the others wait for that.
 *
 * <p>Controllers (1.1.15, 1.6.0) answer 401 both when the session is gone and when the permission is missing;
 * {@code GET /current-api-session} tells the two apart.
 */
final class AdminSession {
    private static final Logger LOG = LoggerFactory.getLogger(AdminSession.class);
    private static final int CODES_PER_LOGIN = 3;
    private static final int CERTIFICATE_TRIES = 4;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{4,16}");
    /** Closing must not take long; the controller ends the session by itself after half an hour. */
    private static final Duration LOGOUT_LIMIT = Duration.ofSeconds(2);

    private static final String CURRENT = "/current-api-session";

    private final ManagementHttp http;
    private final AdminLogin login;
    private final TotpPrompt totp;
    /** The newest log-in, under way or over; replaced by compare-and-set by whoever begins the next one. */
    private final AtomicReference<Attempt> newest;

    /**
     * A log-in.
     *
     * @param replaces the token that ran out; empty for the first one
     * @param token the new one, or why there is none
     */
    private record Attempt(String replaces, CompletableFuture<String> token) {}

    private AdminSession(ManagementHttp http, AdminLogin login, TotpPrompt totp, String token) {
        this.http = http;
        this.login = login;
        this.totp = totp;
        this.newest = new AtomicReference<>(new Attempt("", CompletableFuture.completedFuture(token)));
    }

    /**
     * Logs in.
     *
     * @throws SetupException LOGIN_REFUSED, LOCKED_OUT, MFA_REQUIRED, NOT_ALLOWED if that is no administrator, UNREACHABLE,
     *     UNTRUSTED, NOT_A_CONTROLLER
     */
    static AdminSession open(ManagementHttp http, AdminLogin login, TotpPrompt totp)
            throws SetupException, InterruptedException {
        String token = logIn(http, login, totp);
        boolean admitted = false;
        try {
            checkAdministrator(http, token);
            admitted = true;
        } finally {
            if (!admitted) {
                logOut(http, token);
            }
        }
        return new AdminSession(http, login, totp, token);
    }

    /**
     * Asks as the administrator.
     *
     * @param doing what is tried, as it follows “could not”
     * @throws SetupException SESSION_EXPIRED, NOT_ALLOWED, UNREACHABLE, UNTRUSTED, NOT_A_CONTROLLER
     */
    Answer ask(Call call, String doing) throws SetupException, InterruptedException {
        String token = token();
        Answer answer = http.send(as(call, token));
        if (answer.status() != 401) {
            return answer;
        }
        if (isAlive(token)) {
            throw ManagementRefusals.notAllowed(doing);
        }
        String fresh = renew(token);
        Answer second = http.send(as(call, fresh));
        if (second.status() != 401) {
            return second;
        }
        throw isAlive(fresh) ? ManagementRefusals.notAllowed(doing) : expired("it ended again at once");
    }

    /** Logs out; never fails. */
    void logOut() {
        CompletableFuture<String> token = newest.get().token();
        if (token.isDone() && !token.isCompletedExceptionally()) {
            logOut(http, token.join());
        }
    }

    private String token() throws SetupException, InterruptedException {
        while (true) {
            try {
                return await(newest.get());
            } catch (CancellationException e) {
                // Who was renewing it was interrupted; the one before is the newest again.
                LOG.debug("A log-in at {} was broken off", http.who());
            }
        }
    }

    private String renew(String stale) throws SetupException, InterruptedException {
        while (true) {
            try {
                return renewOrAwait(stale);
            } catch (CancellationException e) {
                LOG.debug("A log-in at {} was broken off", http.who());
            }
        }
    }

    /** @throws CancellationException if another thread was renewing it and was interrupted: somebody else must do it */
    private String renewOrAwait(String stale) throws SetupException, InterruptedException {
        Attempt last = newest.get();
        if (last.replaces().equals(stale) || !last.token().isDone()) {
            return await(last);
        }
        Attempt mine = new Attempt(stale, new CompletableFuture<>());
        if (!newest.compareAndSet(last, mine)) {
            return await(newest.get());
        }
        LOG.info("The log-in at {} has ended; logging in again", http.who());
        try {
            String fresh = logIn(http, login, totp);
            mine.token().complete(fresh);
            return fresh;
        } catch (SetupException e) {
            SetupException failed = isPassing(e) ? e : expired(e.sentence());
            mine.token().completeExceptionally(failed);
            if (isPassing(e)) {
                // The next call tries again. Otherwise the failure stays, so that nobody hammers with a wrong password.
                newest.set(last);
            }
            throw failed;
        } finally {
            if (!mine.token().isDone()) {
                // Interrupted: this was not an answer of the controller.
                newest.set(last);
                mine.token().cancel(false);
            }
        }
    }

    private static boolean isPassing(SetupException failed) {
        return failed.failure() == SetupFailure.UNREACHABLE;
    }

    private static String await(Attempt attempt) throws SetupException, InterruptedException {
        try {
            return attempt.token().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SetupException failed) {
                // A new one, because this is another thread's.
                throw new SetupException(failed.failure(), failed.sentence(), failed);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static SetupException expired(String why) {
        return new SetupException(
                SetupFailure.SESSION_EXPIRED,
                "The login at the controller has ended and could not be renewed. Log in again and repeat; what was done"
                        + " stays. (" + why + ")");
    }

    private boolean isAlive(String token) throws SetupException, InterruptedException {
        Answer answer = http.send(as(Call.get(CURRENT), token));
        if (answer.isSuccess()) {
            return data(answer).path("authQueries").isEmpty();
        }
        if (answer.status() == 401) {
            return false;
        }
        // A busy controller does not want another log-in.
        throw ManagementRefusals.explain(answer, http.who(), "say whether you are still logged in");
    }

    private static String logIn(ManagementHttp http, AdminLogin login, TotpPrompt totp)
            throws SetupException, InterruptedException {
        Answer answer = switch (login) {
            case AdminLogin.Password password -> {
                ObjectNode body = client().put("username", password.username()).put("password", password.password());
                yield http.send(new Call("POST", "/authenticate?method=password", JsonText.of(body), Map.of()));
            }
            case AdminLogin.Identity _ -> showCertificate(http);
        };
        if (!answer.isSuccess()) {
            throw ManagementRefusals.login(answer, http.who(), login);
        }
        JsonNode session = data(answer);
        String token = Json.token(session, "token");
        boolean complete = false;
        try {
            for (JsonNode query : session.path("authQueries")) {
                answerQuery(http, token, query, totp);
            }
            complete = true;
        } finally {
            if (!complete) {
                logOut(http, token);
            }
        }
        return token;
    }

    /**
     * With TLS 1.3 a certificate is refused after the handshake, and the reason is lost when the connection breaks while we
     * are still writing. Asked again it mostly arrives.
     */
    private static Answer showCertificate(ManagementHttp http) throws SetupException, InterruptedException {
        Call call = new Call("POST", "/authenticate?method=cert", JsonText.of(client()), Map.of());
        for (int i = 1; i < CERTIFICATE_TRIES; i++) {
            try {
                return http.send(call);
            } catch (SetupException e) {
                if (!ManagementHttp.isBrokenOff(e)) {
                    throw e;
                }
            }
        }
        return http.send(call);
    }

    /** Administrators see this with the session. */
    private static ObjectNode client() {
        ObjectNode about = JsonText.object();
        about.putObject("sdkInfo").put("type", "chat-p2p-setup").put("appId", "chat-p2p");
        return about;
    }

    private static void answerQuery(ManagementHttp http, String token, JsonNode query, TotpPrompt totp)
            throws SetupException, InterruptedException {
        boolean codes = query.path("provider").asString("").equals("ziti")
                || query.path("typeId").asString("").equals("MFA");
        if (!codes) {
            throw mfa(
                    "The controller asks for a second factor that is not supported here. Log in as an administrator with"
                            + " an authenticator app or none.");
        }
        for (int i = 0; i < CODES_PER_LOGIN; i++) {
            String code = totp.code(i > 0)
                    .map(typed -> typed.replaceAll("\\s", ""))
                    .orElseThrow(() -> mfa(
                            "The controller asks for the code of your authenticator app, and none was given. Log in again"
                                    + " with the code at hand."));
            if (CODE.matcher(code).matches() && accepts(http, token, code)) {
                return;
            }
        }
        throw mfa("The code of the authenticator app was wrong " + CODES_PER_LOGIN
                + " times. Check that you use the entry"
                + " for this controller and that the clocks of phone and controller are right, then log in again.");
    }

    private static boolean accepts(ManagementHttp http, String token, String code)
            throws SetupException, InterruptedException {
        Call call = new Call(
                "POST", "/authenticate/mfa", JsonText.of(JsonText.object().put("code", code)), Map.of());
        Answer answer = http.send(as(call, token));
        if (answer.isSuccess()) {
            return true;
        }
        if (answer.status() == 429) {
            throw ManagementRefusals.lockedOut(http.who());
        }
        if (!ManagementRefusals.isWrongCode(answer)) {
            throw ManagementRefusals.explain(answer, http.who(), "check the code");
        }
        return false;
    }

    /** Everybody with an identity can log in to the management API; they just may do nothing there. */
    private static void checkAdministrator(ManagementHttp http, String token)
            throws SetupException, InterruptedException {
        Answer answer = http.send(as(Call.get("/current-identity"), token));
        boolean admitted = false;
        if (answer.isSuccess()) {
            JsonNode identity = data(answer);
            // Controllers 2.x can give single permissions to somebody who is no administrator.
            admitted = identity.path("isAdmin").asBoolean(false)
                    || !identity.path("permissions").isEmpty();
        } else if (answer.status() != 401 && answer.status() != 403) {
            throw ManagementRefusals.explain(answer, http.who(), "say who you are");
        }
        if (!admitted) {
            throw new SetupException(
                    SetupFailure.NOT_ALLOWED,
                    "The login is right, but it is not an administrator's, so it may not change the network. Log in as an"
                            + " administrator.");
        }
    }

    private static void logOut(ManagementHttp http, String token) {
        try {
            http.send(as(new Call("DELETE", CURRENT, "", Map.of()), token), LOGOUT_LIMIT);
        } catch (SetupException e) {
            LOG.debug("Logging out at {} failed; the session will run out by itself", http.who(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Call as(Call call, String token) {
        return call.with("zt-session", token);
    }

    private static JsonNode data(Answer answer) throws SetupException {
        JsonNode data =
                JsonText.parse(answer.body()).map(json -> json.path("data")).orElseThrow(() -> Json.odd("no JSON"));
        if (!data.isObject()) {
            throw Json.odd("data");
        }
        return data;
    }

    private static SetupException mfa(String sentence) {
        return new SetupException(SetupFailure.MFA_REQUIRED, sentence);
    }
}
