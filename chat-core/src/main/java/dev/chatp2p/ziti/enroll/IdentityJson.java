package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.identity.Pem;
import dev.chatp2p.ziti.identity.PrivateKeys;
import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The text of an identity file as all Ziti SDKs read it (ziti-edge-protocol §2), everything inline. */
final class IdentityJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private IdentityJson() {}

    /**
     * @param chain the certificate of {@code key} first
     */
    static String withKey(URI controller, PrivateKey key, List<X509Certificate> chain, List<X509Certificate> trusted) {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode id = frame(json, controller);
        id.put(
                "key",
                "pem:"
                        + Pem.text(
                                "PRIVATE KEY",
                                PrivateKeys.encoded(key, chain.getFirst().getPublicKey())));
        id.put("cert", "pem:" + Pem.text(chain));
        id.put("ca", "pem:" + Pem.text(trusted));
        return text(json);
    }

    /**
     * Of an identity that logs in with a password.
     *
     * @param username the name to log in with; other SDKs pass over it
     */
    static String withName(URI controller, String username, List<X509Certificate> trusted) {
        ObjectNode json = JSON.createObjectNode();
        frame(json, controller).put("ca", "pem:" + Pem.text(trusted));
        json.put("username", username);
        return text(json);
    }

    private static ObjectNode frame(ObjectNode json, URI controller) {
        json.put("ztAPI", controller + "/edge/client/v1");
        // As the Go tools do: the token's other controllers are addresses for routers, not for us.
        json.putNull("ztAPIs");
        json.putNull("configTypes");
        ObjectNode id = json.putObject("id");
        json.put("enableHa", false);
        return id;
    }

    private static String text(ObjectNode json) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }
}
