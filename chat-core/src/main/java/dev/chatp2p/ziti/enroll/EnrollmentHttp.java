package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.identity.TlsFailures;
import dev.chatp2p.ziti.rest.AnswerTooLongException;
import dev.chatp2p.ziti.rest.BoundedHttps;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** HTTP to a controller while there is no identity yet. URLs hold the invitation's secret: they are never logged. */
final class EnrollmentHttp implements AutoCloseable {
    private static final String API = "/edge/client/v1";
    private static final int MAX_BODY = 1 << 20;

    private final Duration timeout;
    private final BoundedHttps https;

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
        this.https = new BoundedHttps(tls, "ziti-enroll-", MAX_BODY);
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
            HttpResponse<String> response = https.send(request.build(), timeout);
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    BoundedHttps.server(response).getFirst());
        } catch (AnswerTooLongException e) {
            throw new ZitiException(
                    ZitiFailure.PROTOCOL,
                    who + " answers at a length that no controller does. Check the invitation's address with the"
                            + " network's administrator.");
        } catch (IOException e) {
            throw TlsFailures.explain(e, who, ZitiFailure.CONTROLLER_UNREACHABLE);
        }
    }

    /** Ends what is under way; does not wait. */
    @Override
    public void close() {
        https.close();
    }
}
