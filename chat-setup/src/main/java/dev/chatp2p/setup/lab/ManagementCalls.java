package dev.chatp2p.setup.lab;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What {@code ziti} has no command for, through the controller's management API as its administrator. */
final class ManagementCalls {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final URI management;
    private final Path rootCertificate;

    /**
     * @param management the management API, ending with a slash
     * @param rootCertificate PEM file of the network's root certificate
     */
    ManagementCalls(URI management, Path rootCertificate) {
        this.management = management;
        this.rootCertificate = rootCertificate;
    }

    void disable(String identityId) throws LabException, InterruptedException {
        // Zero minutes means: until it is enabled again.
        call("identities/" + identityId + "/disable", post("{\"durationMinutes\":0}"));
    }

    void enable(String identityId) throws LabException, InterruptedException {
        call("identities/" + identityId + "/enable", post("{}"));
    }

    /** The token with which certificates of a CA enrol by themselves. */
    String caToken(String caId) throws LabException, InterruptedException {
        return call("cas/" + caId + "/jwt", HttpRequest.Builder::GET);
    }

    private static UnaryOperator<HttpRequest.Builder> post(String body) {
        return request -> request.POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private String call(String path, UnaryOperator<HttpRequest.Builder> method)
            throws LabException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder()
                .sslContext(trust())
                .connectTimeout(LIMIT)
                .build()) {
            String login = send(
                    http,
                    post(JSON.writeValueAsString(new Login(ZitiCli.ADMIN, ZitiCli.ADMIN)))
                            .apply(request("authenticate?method=password")));
            String session = JSON.readTree(login).path("data").path("token").asString();
            return send(http, method.apply(request(path).header("zt-session", session)));
        } catch (IOException | GeneralSecurityException | JacksonException e) {
            throw new LabException("The controller did not carry out " + path + ": " + e.getMessage(), e);
        }
    }

    private record Login(String username, String password) {}

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(management.resolve(path))
                .timeout(LIMIT)
                .header("content-type", "application/json");
    }

    private static String send(HttpClient http, HttpRequest.Builder request)
            throws IOException, InterruptedException, LabException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new LabException("The controller refused "
                    + request.build().uri().getPath() + " with status " + response.statusCode());
        }
        return response.body();
    }

    private SSLContext trust() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(rootCertificate)) {
            int index = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + index++, certificate);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
