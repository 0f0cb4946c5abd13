package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.identity.TlsFailures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** HTTP to a controller while there is no identity yet. URLs hold the invitation's secret: they are never logged. */
final class EnrollmentHttp implements AutoCloseable {
    private static final String API = "/edge/client/v1";
    private static final int MAX_BODY = 1 << 20;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final Duration timeout;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ziti-enroll-", 0).factory());
    private final HttpClient http;

    /**
     * What a controller said.
     *
     * @param server the certificate it showed
     */
    record Answer(int status, String body, X509Certificate server) {
        boolean isGood() {
            return status / 100 == 2;
        }
    }

    /**
     * @param timeout for one exchange, all of it
     */
    EnrollmentHttp(SSLContext tls, Duration timeout) {
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
    }

    /**
     * @param path below the Edge Client API, beginning with a slash
     */
    Answer get(URI controller, String path) throws ZitiException, InterruptedException {
        return exchange(controller, HttpRequest.newBuilder(URI.create(controller + API + path)));
    }

    /**
     * @param query holds the invitation's secret
     */
    Answer enroll(URI controller, String query, String contentType, String body)
            throws ZitiException, InterruptedException {
        return exchange(
                controller,
                HttpRequest.newBuilder(URI.create(controller + API + "/enroll?" + query))
                        .header("content-type", contentType)
                        .header("accept", "application/json")
                        .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private Answer exchange(URI controller, HttpRequest.Builder request) throws ZitiException, InterruptedException {
        String who = controller.getRawAuthority();
        try {
            HttpResponse<String> response = exchange(request.build());
            return new Answer(response.statusCode(), response.body(), leaf(response.sslSession()));
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("body exceeds capacity")) {
                throw new ZitiException(
                        ZitiFailure.PROTOCOL,
                        who + " answers at a length that no controller does. Check the invitation's address with the"
                                + " network's administrator.");
            }
            throw TlsFailures.explain(e, who, ZitiFailure.CONTROLLER_UNREACHABLE);
        }
    }

    /** The time limit holds for the whole exchange; the one of HttpRequest ends with the headers of the answer. */
    private HttpResponse<String> exchange(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_BODY));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer within " + timeout);
        } finally {
            // Ends the exchange when it is not over yet; otherwise it does nothing.
            answer.cancel(true);
        }
    }

    private static X509Certificate leaf(Optional<SSLSession> session) throws SSLPeerUnverifiedException {
        if (session.isPresent()) {
            Certificate[] chain = session.get().getPeerCertificates();
            if (chain.length > 0 && chain[0] instanceof X509Certificate leaf) {
                return leaf;
            }
        }
        throw new SSLPeerUnverifiedException("no certificate");
    }

    /** Ends what is under way; does not wait. */
    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdown();
    }
}
