package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.controller.ControllerHttp.Answer;
import dev.chatp2p.ziti.controller.ControllerHttp.Call;
import dev.chatp2p.ziti.identity.PasswordLogin;
import dev.chatp2p.ziti.rest.JsonText;
import java.util.Map;
import java.util.Optional;

/** The log-in with a {@code zt-session} token: {@code ziti-edge-protocol.md} §4. The token holds at one controller only. */
final class LegacyAuthentication implements Authentication {
    private static final String SESSION = "/current-api-session";

    private final ControllerHttp http;
    private final LogIn logIn;
    private final Optional<PasswordLogin> password;

    LegacyAuthentication(ControllerHttp http, LogIn logIn, Optional<PasswordLogin> password) {
        this.http = http;
        this.logIn = logIn;
        this.password = password;
    }

    @Override
    public ApiSession login() throws ZitiException, InterruptedException {
        Call call = password.map(
                        with -> new Call("POST", "/authenticate?method=password", logIn.request(with), Map.of()))
                .orElseGet(() -> new Call("POST", "/authenticate?method=cert", logIn.request(), Map.of()));
        Answer answer = http.ask(call);
        if (answer.status() == 401 || answer.status() == 403) {
            throw password.isPresent() ? logIn.passwordRefused(answer.body()) : Refusals.loginRefused(answer.body());
        }
        ApiSession opened = logIn.session(answer.data(), Json.token(answer.data(), "token"));
        return opened.mfaRequired() ? opened : complete(opened);
    }

    private ApiSession complete(ApiSession opened) throws ZitiException, InterruptedException {
        if (password.isPresent()) {
            logIn.certify(http, password.get(), opened);
        }
        return opened;
    }

    @Override
    public ApiSession answer(ApiSession open, String code) throws ZitiException, InterruptedException {
        Answer answer = give(open, code);
        ApiSession asked = open;
        if (answer.status() == 401) {
            asked = login();
            if (!asked.mfaRequired()) {
                return asked;
            }
            answer = give(asked, code);
        }
        if (answer.status() == 400) {
            throw Refusals.wrongCode();
        }
        answer.succeeded();
        ApiSession opened = refresh(asked);
        if (opened.mfaRequired()) {
            throw Refusals.wrongCode();
        }
        return complete(opened);
    }

    private Answer give(ApiSession open, String code) throws ZitiException, InterruptedException {
        String body = JsonText.of(JsonText.object().put("code", code));
        return http.ask(new Call("POST", "/authenticate/mfa", body, LogIn.headers(open)));
    }

    @Override
    public ApiSession refresh(ApiSession session) throws ZitiException, InterruptedException {
        Answer answer = http.ask(new Call("GET", SESSION, "", LogIn.headers(session)), ControllerHttp.IMPATIENT);
        if (answer.status() == 401) {
            throw Refusals.unauthorized(false);
        }
        return logIn.session(answer.data(), session.token());
    }

    @Override
    public void logout(ApiSession session) throws ZitiException, InterruptedException {
        Answer answer = http.ask(new Call("DELETE", SESSION, "", LogIn.headers(session)));
        if (answer.status() != 401 && answer.status() != 404) {
            answer.succeeded();
        }
    }
}
