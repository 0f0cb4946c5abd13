package dev.chatp2p.ziti.enroll;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import dev.chatp2p.ziti.identity.IndulgentServer;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.rest.FakeRestApi;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of a controller that enrols, on the loopback interface, with the answers of a real one (1.6.0); {@link #on}
 * replaces the answer to one call. Every token can be used once. Safe for any thread.
 */
final class FakeEnrollmentController extends FakeRestApi {
    private final TestPki network;
    private final TestPki.Certified certified;
    private final Map<String, HttpHandler> scripts = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    static FakeEnrollmentController start(TestPki network) throws Exception {
        return start(network, network.issueServer("127.0.0.1"));
    }

    static FakeEnrollmentController start(TestPki network, TestPki.Certified server) throws Exception {
        return new FakeEnrollmentController(network, server);
    }

    private FakeEnrollmentController(TestPki network, TestPki.Certified certified) throws Exception {
        super(new IndulgentServer(certified, network.authority()).context(), "/edge/client/v1", "fake-enrollment-");
        this.network = network;
        this.certified = certified;
        start();
    }

    /** Its root URL, as a token names it. */
    String url() {
        return root().toString();
    }

    /** The claims of a one-time token of this controller. */
    ObjectNode claims() {
        return Tokens.ott(url());
    }

    /** An invitation that this controller has signed. */
    Invitation invitation(ObjectNode claims) throws Exception {
        String alg = certified.key().getAlgorithm().equals("RSA") ? "RS256" : "ES256";
        return Invitation.parse(Tokens.sign(alg, certified.key(), claims));
    }

    Invitation invitation() throws Exception {
        return invitation(claims());
    }

    /** From now on that call ({@code POST /enroll}) gets that answer. */
    FakeEnrollmentController on(String call, HttpHandler answer) {
        scripts.put(call, answer);
        return this;
    }

    /** Undoes {@link #on}. */
    FakeEnrollmentController restore(String call) {
        scripts.remove(call);
        return this;
    }

    @Override
    protected void answer(HttpExchange exchange, Request request) throws IOException {
        HttpHandler script = scripts.get(request.toString());
        if (script != null) {
            script.handle(exchange);
            return;
        }
        switch (request.toString()) {
            case "GET /version" -> send(exchange, 200, "{\"data\":{\"version\":\"v1.6.0\"}}");
            case "GET /.well-known/est/cacerts" ->
                send(exchange, 200, "application/pkcs7-mime", bag(List.of(network.authority())));
            case "POST /enroll" -> enroll(exchange, request);
            default -> send(exchange, 404, error("NOT_FOUND", "not found"));
        }
    }

    private void enroll(HttpExchange exchange, Request request) throws IOException {
        String method = request.parameter("method");
        String given = request.parameter("token");
        String token = given.isEmpty() ? client(exchange).map(this::name).orElse("") : given;
        if (!method.equals("updb") && method.contains("ca") && !isIssuedHere(client(exchange))) {
            send(exchange, 400, error("CERT_FAILED_VALIDATION", "certificate failed to validate"));
            return;
        }
        if (!used.add(token)) {
            boolean ca = method.equals("ca");
            send(
                    exchange,
                    ca ? 409 : 400,
                    ca
                            ? error("CERT_IN_USE", "The certificate supplied is already associated")
                            : error("INVALID_ENROLLMENT_TOKEN", "The supplied token is not valid"));
            return;
        }
        ObjectNode json = Tokens.json();
        ObjectNode data = json.putObject("data");
        switch (method) {
            case "ott" -> data.put("cert", TestPki.pem(network.sign(request.body())));
            case "updb" -> data.put("username", "name-of-the-admin");
            default -> {}
        }
        json.putObject("meta");
        send(exchange, 200, json.toString());
    }

    private boolean isIssuedHere(Optional<X509Certificate> client) {
        return client.filter(certificate -> {
                    try {
                        certificate.verify(network.authority().getPublicKey());
                        return true;
                    } catch (GeneralSecurityException e) {
                        return false;
                    }
                })
                .isPresent();
    }

    private String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static Optional<X509Certificate> client(HttpExchange exchange) {
        try {
            Certificate[] chain = ((HttpsExchange) exchange).getSSLSession().getPeerCertificates();
            return Optional.of((X509Certificate) chain[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    /** Certificates as the controller packs them: PKCS#7 in base64 with line breaks. */
    static String bag(List<X509Certificate> certificates) throws IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addCertificates(new JcaCertStore(certificates));
            byte[] der = generator.generate(new CMSAbsentContent()).getEncoded("DER");
            return Base64.getMimeEncoder().encodeToString(der);
        } catch (CMSException | CertificateEncodingException e) {
            throw new IOException(e);
        }
    }
}
