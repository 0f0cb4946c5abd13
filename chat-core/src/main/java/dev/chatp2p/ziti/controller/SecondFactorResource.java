package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.controller.ControllerHttp.Answer;
import dev.chatp2p.ziti.rest.ErrorAnswer;
import dev.chatp2p.ziti.rest.JsonText;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The second factor of our own identity at the controller: {@code /current-identity/mfa}
 * ({@code ziti-edge-protocol.md} §4.5; facts beyond it from {@code current_identity_router.go} of ziti 1.6.0).
 *
 * <p>Stateless, safe for any thread; calls block and can be interrupted. Besides what is said at each, all of them fail as
 * those of {@link ControllerClient} do.
 */
public final class SecondFactorResource {
    private static final String PATH = "/current-identity/mfa";
    private static final String CODE_HEADER = "mfa-validation-code";

    private final ControllerClient controller;

    public SecondFactorResource(ControllerClient controller) {
        this.controller = controller;
    }

    public SecondFactorState state() throws ZitiException, InterruptedException {
        Answer answer = controller.ask("GET", PATH, "", Map.of());
        if (answer.status() == 404) {
            return SecondFactorState.NONE;
        }
        return isVerified(data(answer)) ? SecondFactorState.ACTIVE : SecondFactorState.UNVERIFIED;
    }

    /**
     * Sets one up, or gives the one that was never verified.
     *
     * @throws ZitiException NOT_ALLOWED if there is one already
     */
    public TotpEnrollment enroll() throws ZitiException, InterruptedException {
        Answer made = controller.ask("POST", PATH, "{}", Map.of());
        if (made.status() != 409) {
            check(made);
        }
        JsonNode data = data(controller.ask("GET", PATH, "", Map.of()));
        if (isVerified(data)) {
            throw new ZitiException(
                    ZitiFailure.NOT_ALLOWED,
                    "This identity has a second factor already. Remove it first to set up another one.");
        }
        return TotpEnrollment.read(data);
    }

    /**
     * Makes a second factor count.
     *
     * @param code of the app; recovery codes do not prove that there is one
     * @throws ZitiException MFA_REQUIRED if the code is wrong, NOT_ALLOWED if there is nothing to verify
     */
    public void verify(String code) throws ZitiException, InterruptedException {
        String body = JsonText.of(JsonText.object().put("code", SecondFactorCode.clean(code)));
        Answer answer = controller.ask("POST", PATH + "/verify", body, Map.of());
        if (answer.status() == 404) {
            throw new ZitiException(
                    ZitiFailure.NOT_ALLOWED, "No second factor waits for its first code. Begin to set one up.");
        }
        check(answer);
    }

    /**
     * Takes the second factor away; that there is none is as good.
     *
     * @param code of the app, or a recovery code; empty if it was never verified
     * @throws ZitiException MFA_REQUIRED if the code is wrong
     */
    public void remove(String code) throws ZitiException, InterruptedException {
        Map<String, String> header = code.isBlank() ? Map.of() : Map.of(CODE_HEADER, SecondFactorCode.clean(code));
        Answer answer = controller.ask("DELETE", PATH, "", header);
        if (answer.status() != 404) {
            check(answer);
        }
    }

    /**
     * The recovery codes that are left.
     *
     * @param code of the app; controllers do not take a recovery code here
     * @throws ZitiException MFA_REQUIRED if the code is wrong, NOT_ALLOWED if no second factor is active
     */
    public List<String> recoveryCodes(String code) throws ZitiException, InterruptedException {
        Answer answer =
                controller.ask("GET", PATH + "/recovery-codes", "", Map.of(CODE_HEADER, SecondFactorCode.clean(code)));
        if (answer.status() == 404) {
            throw new ZitiException(
                    ZitiFailure.NOT_ALLOWED, "This identity has no second factor, and so no recovery codes.");
        }
        return TotpEnrollment.recoveryCodes(data(answer).path("recoveryCodes"));
    }

    private static boolean isVerified(JsonNode data) throws ZitiException {
        JsonNode verified = data.path("isVerified");
        if (!verified.isBoolean()) {
            throw Json.odd("isVerified");
        }
        return verified.booleanValue();
    }

    private static JsonNode data(Answer answer) throws ZitiException {
        check(answer);
        return answer.data();
    }

    private static void check(Answer answer) throws ZitiException {
        if (answer.status() / 100 == 2) {
            return;
        }
        if (ErrorAnswer.read(answer.body()).code().equals("MFA_INVALID_TOKEN")) {
            throw new ZitiException(
                    ZitiFailure.MFA_REQUIRED,
                    "The network does not take this code. Give the one that the authenticator app shows now.");
        }
        if (answer.status() == 401) {
            throw Refusals.unauthorized(false);
        }
        answer.succeeded();
    }
}
