package dev.chatp2p.packaging;

import dev.chatp2p.ziti.identity.Pem;
import dev.chatp2p.ziti.identity.PrivateKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;

/** An identity of a network that does not exist: enough for a window with an empty list of people. */
final class StrangerIdentity {

    private static final String PASSWORD = "only-for-a-moment";
    private static final String NAME = "stranger";

    private StrangerIdentity() {}

    /** Writes the identity file into a folder that exists. */
    static Path write(Path folder, Tools tools) throws IOException, InterruptedException {
        Path store = folder.resolve("stranger.p12");
        tools.jdk(List.of(
                "keytool",
                "-genkeypair",
                "-alias",
                NAME,
                "-dname",
                "CN=" + NAME,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            Certificate certified = keys.getCertificate(NAME);
            PrivateKey own = (PrivateKey) keys.getKey(NAME, PASSWORD.toCharArray());
            String key = inJson(Pem.text("PRIVATE KEY", PrivateKeys.encoded(own, certified.getPublicKey())));
            String certificate = inJson(Pem.text("CERTIFICATE", certified.getEncoded()));
            // Nobody listens on port 1.
            return Files.writeString(folder.resolve("stranger.json"), """
                    {"ztAPI": "https://127.0.0.1:1/edge/client/v1",
                     "id": {"key": "pem:%s", "cert": "pem:%s", "ca": "pem:%s"}}
                    """.formatted(key, certificate, certificate));
        } catch (GeneralSecurityException e) {
            throw new IOException("no identity could be made", e);
        }
    }

    private static String inJson(String pem) {
        return pem.replace("\n", "\\n");
    }
}
