package dev.chatp2p.ziti.rest;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * HTTPS with a limit for the time and the size of every answer; follows no redirects. Safe for any thread; calls block, and
 * an interrupt ends them.
 */
public final class BoundedHttps implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final int maxBody;
    private final ExecutorService threads;
    private final HttpClient http;

    /**
     * @param threadNames what the names of its threads begin with
     * @param maxBody the most an answer may hold, in bytes
     */
    public BoundedHttps(SSLContext tls, String threadNames, int maxBody) {
        this.maxBody = maxBody;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(threadNames, 0).factory());
        // HTTP/1.1: nothing here gains from HTTP/2.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
    }

    /**
     * Asks once and waits for the whole answer.
     *
     * @param limit for the whole exchange; the one of {@code HttpRequest} ends with the headers of the answer
     * @throws AnswerTooLongException if the answer is larger than allowed
     * @throws HttpTimeoutException if it has not arrived in time
     * @throws IOException as {@code HttpClient} has it
     */
    public HttpResponse<String> send(HttpRequest request, Duration limit) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), maxBody));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            IOException failed = e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
            // The JDK has no type for it.
            boolean tooLong = String.valueOf(failed.getMessage()).contains("body exceeds capacity");
            throw tooLong ? new AnswerTooLongException(maxBody, failed) : failed;
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer within " + limit);
        } finally {
            // Ends the exchange when it is not over yet; otherwise it does nothing.
            answer.cancel(true);
        }
    }

    /** The certificates that the server showed on the very connection of that answer, its own first; at least one. */
    public static List<X509Certificate> server(HttpResponse<?> answer) throws SSLPeerUnverifiedException {
        SSLSession session = answer.sslSession().orElseThrow(() -> new SSLPeerUnverifiedException("no TLS"));
        List<X509Certificate> shown = Stream.of(session.getPeerCertificates())
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
        if (shown.isEmpty()) {
            throw new SSLPeerUnverifiedException("no certificate");
        }
        return shown;
    }

    /** Takes no more calls and frees its connections when those under way have ended; does not wait. */
    public void retire() {
        http.shutdown();
    }

    /** Ends calls under way and frees the connections; does not wait. */
    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdown();
    }
}
