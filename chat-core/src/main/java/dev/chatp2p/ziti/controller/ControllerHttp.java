package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.identity.TlsFailures;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import dev.chatp2p.ziti.rest.AnswerTooLongException;
import dev.chatp2p.ziti.rest.BoundedHttps;
import dev.chatp2p.ziti.rest.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * HTTP to one of several controllers: stays with the one that last answered, goes on to the next when it cannot be reached
 * or answers 5xx, never on 4xx. Safe for any thread; calls block and can be interrupted.
 */
final class ControllerHttp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControllerHttp.class);
    private static final int MAX_BODY = 8 << 20;

    /** How long a controller may take while there is another one to ask, or when nobody waits for the answer. */
    static final Duration IMPATIENT = Duration.ofSeconds(8);

    /** Where the path of a call that does not belong to the Edge Client API begins. */
    static final String OIDC = "/oidc/";

    private final List<URI> configured;
    private final Duration timeout;
    private final ZitiIdentity identity;
    /** Written by {@link #reconnect}. */
    private volatile BoundedHttps https;
    /** Those of the identity and those that were heard of, without duplicates. Written by whoever asks for the list. */
    private volatile List<URI> controllers;
    /** The one to ask first: it last answered. Written by any caller; a lost update only costs one attempt. */
    private volatile URI good;

    /**
     * A request to a controller.
     *
     * @param path starting with a slash; below {@link #OIDC} it is relative to the host, otherwise to the base URL
     * @param body JSON, unless the headers say what it is; empty for none
     * @param headers never logged
     */
    record Call(String method, String path, String body, Map<String, String> headers) {

        /** For logs: without a query that might hold a secret. */
        String shown() {
            return path.startsWith(OIDC) ? path.replaceFirst("\\?.*", "") : path;
        }

        @Override
        public String toString() {
            return method + " " + shown();
        }
    }

    /**
     * What a controller said.
     *
     * @param controller its base URL
     */
    record Answer(int status, String body, URI controller, HttpHeaders headers) {

        /** Its {@code host:port}. */
        String who() {
            return controller.getRawAuthority();
        }

        /** Empty if there is none. */
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        boolean isRedirect() {
            return status / 100 == 3;
        }

        /**
         * Checks that it is a 2xx.
         *
         * @throws ZitiException what it says otherwise
         */
        void succeeded() throws ZitiException {
            if (status / 100 != 2) {
                throw Refusals.explain(status, body, who());
            }
        }

        /** The JSON object in a success. */
        JsonNode json() throws ZitiException {
            succeeded();
            return JsonText.parse(body).orElseThrow(() -> Json.odd("not JSON"));
        }

        /** What a success of the Edge Client API is about. */
        JsonNode data() throws ZitiException {
            JsonNode data = json().path("data");
            if (!data.isObject()) {
                throw Json.odd("data");
            }
            return data;
        }

        /** Without the body, which may hold secrets. */
        @Override
        public String toString() {
            return "Answer[" + status + " of " + who() + "]";
        }
    }

    ControllerHttp(ZitiIdentity identity, Duration timeout) {
        this.configured = identity.controllers();
        this.controllers = configured;
        this.good = configured.getFirst();
        this.timeout = timeout;
        this.identity = identity;
        this.https = https();
    }

    private BoundedHttps https() {
        return new BoundedHttps(identity.sslContext(), "ziti-controller-", MAX_BODY);
    }

    /** From now on new connections, which show the identity's certificate of now. */
    void reconnect() {
        BoundedHttps before = https;
        https = https();
        before.retire();
    }

    /** The controllers that are asked, those of the identity first. */
    List<URI> controllers() {
        return controllers;
    }

    /** The controller that last answered. */
    URI present() {
        return good;
    }

    /** Asks these too from now on, after those of the identity. */
    void alsoAsk(Collection<URI> discovered) {
        Set<URI> all = new LinkedHashSet<>(configured);
        all.addAll(discovered);
        controllers = List.copyOf(all);
    }

    /** The controllers in the order to ask them. */
    private List<URI> order() {
        List<URI> all = controllers;
        int first = Math.max(0, all.indexOf(good));
        List<URI> order = new ArrayList<>(all.subList(first, all.size()));
        order.addAll(all.subList(0, first));
        return order;
    }

    /**
     * Asks the controllers in turn until one answers below 500. While there is another one, each has
     * {@link #IMPATIENT}.
     *
     * @throws ZitiException when none does: the most telling of what they said
     */
    Answer ask(Call call) throws ZitiException, InterruptedException {
        return ask(call, timeout);
    }

    /** The same, in less time if that is shorter. */
    Answer ask(Call call, Duration atMost) throws ZitiException, InterruptedException {
        List<URI> order = order();
        @Nullable ZitiException failed = null;
        for (URI controller : order) {
            boolean last = controller.equals(order.getLast());
            Duration limit = shorter(atMost, shorter(timeout, last ? timeout : IMPATIENT));
            try {
                Answer answer = send(controller, call, limit);
                if (answer.status() < 500) {
                    if (!controller.equals(good)) {
                        LOG.info("Now using the controller {}", controller);
                    }
                    good = controller;
                    return answer;
                }
                failed = moreTelling(failed, Refusals.explain(answer.status(), answer.body(), answer.who()));
            } catch (ZitiException e) {
                failed = moreTelling(failed, e);
            }
            LOG.debug(
                    "Controller {} failed: {} ({})", controller, failed.sentence(), String.valueOf(failed.getCause()));
        }
        if (failed == null) {
            throw new IllegalStateException("an identity names at least one controller");
        }
        throw failed;
    }

    /**
     * Asks one controller. If it fails, another one is asked first next time.
     *
     * @throws ZitiException if it cannot be reached or answers with 5xx
     */
    Answer ask(URI controller, Call call) throws ZitiException, InterruptedException {
        try {
            Answer answer = send(controller, call, timeout);
            if (answer.status() >= 500) {
                throw Refusals.explain(answer.status(), answer.body(), answer.who());
            }
            return answer;
        } catch (ZitiException e) {
            List<URI> order = order();
            if (order.getFirst().equals(controller) && order.size() > 1) {
                good = order.get(1);
            }
            throw e;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** An untrusted controller says more about the trouble than an unreachable one. */
    private static ZitiException moreTelling(@Nullable ZitiException first, ZitiException next) {
        return first == null || first.failure() == ZitiFailure.CONTROLLER_UNREACHABLE ? next : first;
    }

    private Answer send(URI controller, Call call, Duration limit) throws ZitiException, InterruptedException {
        String base = call.path().startsWith(OIDC) ? "https://" + controller.getRawAuthority() : controller.toString();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + call.path())).header("accept", "application/json");
        if (call.body().isEmpty()) {
            request.method(call.method(), HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("content-type", "application/json")
                    .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()));
        }
        call.headers().forEach(request::setHeader);
        String who = controller.getRawAuthority();
        long started = System.nanoTime();
        try {
            HttpResponse<String> response = https.send(request.build(), limit);
            LOG.debug(
                    "{} at {}: {} in {} ms",
                    call,
                    who,
                    response.statusCode(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
            return new Answer(response.statusCode(), response.body(), controller, response.headers());
        } catch (AnswerTooLongException e) {
            throw Json.odd("it is larger than " + (MAX_BODY >> 20) + " MiB");
        } catch (IOException e) {
            throw TlsFailures.explain(e, who, ZitiFailure.CONTROLLER_UNREACHABLE);
        }
    }

    /** Ends calls under way and frees the connections; does not wait. */
    @Override
    public void close() {
        https.close();
    }
}
