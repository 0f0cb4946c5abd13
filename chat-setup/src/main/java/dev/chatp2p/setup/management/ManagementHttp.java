package dev.chatp2p.setup.management;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.ziti.ForeignText;
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
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP to the management API of one controller. Knows no log-in. Any thread; calls block and can be interrupted. */
final class ManagementHttp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementHttp.class);
    private static final String BASE = "/edge/management/v1";
    /** A page of 500 identities with their tokens has 2 MiB. */
    private static final int MAX_BODY = 16 << 20;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_LOGGED_PATH = 300;

    private final URI controller;
    private final String who;
    private final Duration timeout;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("management-", 0).factory());
    private final HttpClient http;

    /**
     * A request.
     *
     * @param path below the API's base, starting with a slash
     * @param body JSON; empty for none
     * @param headers never logged
     */
    record Call(String method, String path, String body, Map<String, String> headers) {
        static Call get(String path) {
            return new Call("GET", path, "", Map.of());
        }

        Call with(String header, String value) {
            return new Call(method, path, body, Map.of(header, value));
        }

        /** Without what may be secret. */
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /**
     * What the controller said.
     *
     * @param server the certificates it showed on this very connection, its own first
     */
    record Answer(int status, String body, List<X509Certificate> server) {
        Answer {
            server = List.copyOf(server);
        }

        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** The body may be secret. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /**
     * @param controller {@code https://host:port}
     * @param timeout for one request, until its answer has arrived completely
     */
    ManagementHttp(URI controller, SSLContext tls, Duration timeout) {
        this.controller = controller;
        this.who = String.valueOf(controller.getRawAuthority());
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
    }

    /** The controller as {@code host:port}, for sentences. */
    String who() {
        return who;
    }

    /**
     * Asks the controller once.
     *
     * @throws SetupException UNREACHABLE, UNTRUSTED, LOGIN_REFUSED if it does not accept our certificate, NOT_A_CONTROLLER
     */
    Answer send(Call call) throws SetupException, InterruptedException {
        return send(call, timeout);
    }

    /** As {@link #send(Call)}, with a time limit of its own. */
    Answer send(Call call, Duration limit) throws SetupException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(controller + BASE + call.path()))
                .header("accept", "*/*");
        call.headers().forEach(request::header);
        if (call.body().isEmpty()) {
            request.method(call.method(), BodyPublishers.noBody());
        } else {
            request.header("content-type", "application/json")
                    .method(call.method(), BodyPublishers.ofString(call.body()));
        }
        long started = System.nanoTime();
        try {
            HttpResponse<String> response = exchange(request.build(), limit);
            LOG.debug(
                    "{} {} at {}: {} in {} ms",
                    call.method(),
                    ForeignText.line(call.path(), MAX_LOGGED_PATH),
                    who,
                    response.statusCode(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
            return new Answer(response.statusCode(), response.body(), server(response.sslSession()));
        } catch (IOException e) {
            LOG.debug("{} {} at {} failed: {}", call.method(), ForeignText.line(call.path(), MAX_LOGGED_PATH), who, e);
            throw explain(e);
        }
    }

    /** The time limit holds for the whole exchange; the one of HttpRequest ends with the headers of the answer. */
    private HttpResponse<String> exchange(HttpRequest request, Duration limit)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_BODY));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException io ? io : new IOException(cause);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer within " + limit);
        } finally {
            // Ends the exchange when it is not over yet; otherwise it does nothing.
            answer.cancel(true);
        }
    }

    private static List<X509Certificate> server(Optional<SSLSession> session) throws SSLPeerUnverifiedException {
        if (session.isEmpty()) {
            return List.of();
        }
        return Stream.of(session.get().getPeerCertificates())
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
    }

    private SetupException explain(IOException failed) {
        if (String.valueOf(failed.getMessage()).contains("body exceeds capacity")) {
            return Json.odd("it is larger than " + (MAX_BODY >> 20) + " MiB");
        }
        ZitiException explained = TlsFailures.explain(failed, who, ZitiFailure.CONTROLLER_UNREACHABLE);
        return switch (explained.failure()) {
            case UNTRUSTED ->
                new SetupException(
                        SetupFailure.UNTRUSTED,
                        who
                                + " does not prove that it is the controller you trusted: its certificate comes from another"
                                + " authority, has expired, or is for another address. Compare the fingerprint again, and"
                                + " use the host name that the controller's certificate is for.",
                        failed);
            case CLOCK_OFF -> new SetupException(SetupFailure.UNTRUSTED, explained.sentence(), failed);
            case LOGIN_REFUSED ->
                new SetupException(
                        SetupFailure.LOGIN_REFUSED,
                        who
                                + " does not accept the certificate of that identity. Use the identity file of an administrator"
                                + " of this network.",
                        failed);
            case PROTOCOL -> new SetupException(SetupFailure.NOT_A_CONTROLLER, explained.sentence(), failed);
            default -> new SetupException(SetupFailure.UNREACHABLE, explained.sentence(), failed);
        };
    }

    /** Ends calls under way and frees the connections; does not wait. */
    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdown();
    }
}
