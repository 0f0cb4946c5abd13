package dev.chatp2p.setup.management;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.identity.TlsFailures;
import dev.chatp2p.ziti.rest.AnswerTooLongException;
import dev.chatp2p.ziti.rest.BoundedHttps;
import dev.chatp2p.ziti.rest.ErrorAnswer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP to the management API of one controller. Knows no log-in. Any thread; calls block and can be interrupted. */
final class ManagementHttp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementHttp.class);
    private static final String BASE = "/edge/management/v1";
    /** A page of 500 identities with their tokens has 2 MiB. */
    private static final int MAX_BODY = 16 << 20;

    private static final int MAX_LOGGED_PATH = 300;

    private final URI controller;
    private final String who;
    private final Duration timeout;
    private final BoundedHttps https;

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

        /** What it says when it is no success. */
        ErrorAnswer error() {
            return ErrorAnswer.read(body);
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
        this.https = new BoundedHttps(tls, "management-", MAX_BODY);
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
            HttpResponse<String> response = https.send(request.build(), limit);
            LOG.debug(
                    "{} {} at {}: {} in {} ms",
                    call.method(),
                    ForeignText.line(call.path(), MAX_LOGGED_PATH),
                    who,
                    response.statusCode(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
            return new Answer(response.statusCode(), response.body(), BoundedHttps.server(response));
        } catch (IOException e) {
            LOG.debug("{} {} at {} failed: {}", call.method(), ForeignText.line(call.path(), MAX_LOGGED_PATH), who, e);
            throw explain(e);
        }
    }

    /** Whether there was a connection, and it ended before the answer came. */
    static boolean isBrokenOff(SetupException failed) {
        return failed.failure() == SetupFailure.UNREACHABLE
                && failed.getCause() instanceof IOException
                && !(failed.getCause() instanceof ConnectException)
                && !(failed.getCause() instanceof HttpTimeoutException);
    }

    private SetupException explain(IOException failed) {
        if (failed instanceof AnswerTooLongException) {
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
        https.close();
    }
}
