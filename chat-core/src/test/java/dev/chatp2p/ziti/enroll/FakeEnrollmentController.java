package dev.chatp2p.ziti.enroll;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.chatp2p.ziti.identity.IndulgentServer;
import dev.chatp2p.ziti.identity.TestPki;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
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
final class FakeEnrollmentController implements AutoCloseable {
    private static final String BASE = "/edge/client/v1";

    static {
        // Otherwise every answer waits 40 ms for the acknowledgement of its headers. Read once, by the first server
        // made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final TestPki network;
    private final TestPki.Certified certified;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("fake-enrollment-", 0).factory());
    private final Map<String, HttpHandler> scripts = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    /** A call that arrived; {@code path} without base and query. */
    record Request(String method, String path, String query, String body, List<String> headers) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static FakeEnrollmentController start(TestPki network) throws Exception {
        return start(network, network.issueServer("127.0.0.1"));
    }

    static FakeEnrollmentController start(TestPki network, TestPki.Certified server) throws Exception {
        return new FakeEnrollmentController(network, server);
    }

    private FakeEnrollmentController(TestPki network, TestPki.Certified certified) throws Exception {
        this.network = network;
        this.certified = certified;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext tls = new IndulgentServer(certified, network.authority()).context();
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters params) {
                SSLParameters ssl = tls.getDefaultSSLParameters();
                ssl.setWantClientAuth(true);
                params.setSSLParameters(ssl);
            }
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Its root URL, as a token names it. */
    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
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

    /** Every call so far, in order of arrival. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<String> calls() {
        return requests.stream().map(Request::toString).toList();
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

    static HttpHandler reply(int status, String body) {
        return exchange -> send(exchange, status, "application/json", body);
    }

    static HttpHandler refuse(int status, String code, String message) {
        return reply(status, error(code, message));
    }

    static String error(String code, String message) {
        ObjectNode json = Tokens.json();
        json.putObject("error").put("code", code).put("message", message).put("requestId", "r1");
        return json.toString();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String path = uri.getPath().startsWith(BASE) ? uri.getPath().substring(BASE.length()) : uri.getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
        List<String> headers = exchange.getRequestHeaders().entrySet().stream()
                .map(header -> header.getKey().toLowerCase(Locale.ROOT) + ": "
                        + header.getValue().getFirst())
                .toList();
        Request request = new Request(exchange.getRequestMethod(), path, query, body, headers);
        requests.add(request);
        HttpHandler script = scripts.get(request.toString());
        if (script != null) {
            script.handle(exchange);
            return;
        }
        switch (request.toString()) {
            case "GET /version" -> send(exchange, 200, "application/json", "{\"data\":{\"version\":\"v1.6.0\"}}");
            case "GET /.well-known/est/cacerts" ->
                send(exchange, 200, "application/pkcs7-mime", bag(List.of(network.authority())));
            case "POST /enroll" -> enroll(exchange, request);
            default -> send(exchange, 404, "application/json", error("NOT_FOUND", "not found"));
        }
    }

    private void enroll(HttpExchange exchange, Request request) throws IOException {
        Map<String, String> query = new ConcurrentHashMap<>();
        Arrays.stream(request.query().split("&", -1)).forEach(pair -> {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length > 1 ? parts[1] : "");
        });
        String method = query.getOrDefault("method", "");
        String token =
                query.getOrDefault("token", client(exchange).map(this::name).orElse(""));
        if (!method.equals("updb") && method.contains("ca") && !isIssuedHere(client(exchange))) {
            send(exchange, 400, "application/json", error("CERT_FAILED_VALIDATION", "certificate failed to validate"));
            return;
        }
        if (!used.add(token)) {
            boolean ca = method.equals("ca");
            send(
                    exchange,
                    ca ? 409 : 400,
                    "application/json",
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
        send(exchange, 200, "application/json", json.toString());
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

    static void send(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", contentType);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
