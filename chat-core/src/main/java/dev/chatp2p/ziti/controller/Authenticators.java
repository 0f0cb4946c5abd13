package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.controller.ControllerHttp.Answer;
import dev.chatp2p.ziti.rest.JsonText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * How this identity logs in, as the controller has it, and how its certificate is renewed ({@code ziti-edge-protocol.md}
 * §3.4, seen on 1.6.0). Thread-safe; calls block as those of {@link ControllerClient}.
 */
public final class Authenticators {
    private static final String PATH = "/current-identity/authenticators";

    private final ControllerClient controller;

    /**
     * A certificate that logs this identity in.
     *
     * @param fingerprint SHA-1 of the certificate, 40 lower-case hex digits
     * @param renewable whether the network itself has issued it; it renews no others
     */
    public record Certificate(String id, String fingerprint, boolean renewable) {}

    public Authenticators(ControllerClient controller) {
        this.controller = controller;
    }

    /** The one with one of these fingerprints; empty if the controller knows none of them. */
    public Optional<Certificate> certificate(Set<String> fingerprints) throws ZitiException, InterruptedException {
        // An identity has one or two.
        JsonNode rows = checked(controller.ask("GET", PATH + "?limit=500&offset=0", "", Map.of()))
                .json()
                .path("data");
        for (JsonNode row : rows) {
            String fingerprint = row.path("fingerprint").asString("");
            if (row.path("method").asString("").equals("cert") && fingerprints.contains(fingerprint)) {
                return Optional.of(new Certificate(
                        Json.id(row, "id"),
                        fingerprint,
                        row.path("isIssuedByNetwork").asBoolean(false)));
            }
        }
        return Optional.empty();
    }

    /**
     * Has a new certificate issued. The one before stays the identity's until {@link #verify}; what was issued before and
     * not verified is void. The connection must show the certificate before.
     *
     * @param request PKCS#10 in PEM form
     * @return the certificate with its chain, in PEM form; not checked
     */
    public String extend(Certificate current, String request) throws ZitiException, InterruptedException {
        JsonNode data = checked(post(current, "/extend", "clientCertCsr", request))
                .json()
                .path("data");
        return data.path("clientCert").asString("");
    }

    /**
     * Says that the new certificate has arrived: from now on the controller takes it, and no longer the one before.
     *
     * @return false if the controller will not take this certificate
     */
    public boolean verify(Certificate current, String pem) throws ZitiException, InterruptedException {
        Answer answer = post(current, "/extend-verify", "clientCert", pem);
        if (answer.status() == 400 || answer.status() == 409) {
            return false;
        }
        checked(answer).succeeded();
        return true;
    }

    private Answer post(Certificate current, String what, String field, String value)
            throws ZitiException, InterruptedException {
        String body = JsonText.of(JsonText.object().put(field, value));
        return controller.ask("POST", PATH + "/" + current.id() + what, body, Map.of());
    }

    private static Answer checked(Answer answer) throws ZitiException {
        if (answer.status() == 401) {
            throw Refusals.unauthorized(false);
        }
        return answer;
    }
}
