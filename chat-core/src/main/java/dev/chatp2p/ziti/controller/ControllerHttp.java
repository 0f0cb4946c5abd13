package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.identity.TlsFailures;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import dev.chatp2p.ziti.rest.AnswerTooLongException;
import dev.chatp2p.ziti.rest.BoundedHttps;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP to one of several controllers: stays with the one that last answered, goes on to the next when it cannot be reached
 * or answers 5xx, never on 4xx. Safe for any thread; calls block and can be interrupted.
 */
final class ControllerHttp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControllerHttp.class);
    private static final int MAX_BODY = 8 << 20;

    private final List<URI> controllers;
    private final Duration timeout;
    private final ZitiIdentity identity;
    /** Written by {@link #reconnect}. */
    private volatile BoundedHttps https;
    /** Index of the controller that last answered. Written by any caller; a lost update only costs one attempt. */
    private volatile int good;

    /**
     * A request to any of the controllers.
     *
     * @param path relative to the base URL, starting with a slash
     * @param body JSON; empty for none
     * @param headers never logged
     */
    record Call(String method, String path, String body, Map<String, String> headers) {}

    /**
     * What a controller said.
     *
     * @param who its {@code host:port}
     */
    record Answer(int status, String body, String who) {}

    ControllerHttp(ZitiIdentity identity, Duration timeout) {
        this.controllers = identity.controllers();
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

    /**
     * Asks the controllers in turn until one answers below 500.
     *
     * @throws ZitiException when none does: the most telling of what they said
     */
    Answer ask(Call call) throws ZitiException, InterruptedException {
        int first = good;
        @Nullable ZitiException failed = null;
        for (int i = 0; i < controllers.size(); i++) {
            int index = (first + i) % controllers.size();
            URI controller = controllers.get(index);
            try {
                Answer answer = ask(controller, call);
                if (answer.status() < 500) {
                    if (index != first) {
                        LOG.info("Now using the controller {}", controller);
                    }
                    good = index;
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

    /** An untrusted controller says more about the trouble than an unreachable one. */
    private static ZitiException moreTelling(@Nullable ZitiException first, ZitiException next) {
        return first == null || first.failure() == ZitiFailure.CONTROLLER_UNREACHABLE ? next : first;
    }

    private Answer ask(URI controller, Call call) throws ZitiException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(controller + call.path())).header("accept", "application/json");
        call.headers().forEach(request::header);
        if (call.body().isEmpty()) {
            request.method(call.method(), HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("content-type", "application/json")
                    .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()));
        }
        String who = controller.getRawAuthority();
        long started = System.nanoTime();
        try {
            HttpResponse<String> response = https.send(request.build(), timeout);
            LOG.debug(
                    "{} {} at {}: {} in {} ms",
                    call.method(),
                    call.path(),
                    who,
                    response.statusCode(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
            return new Answer(response.statusCode(), response.body(), who);
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
