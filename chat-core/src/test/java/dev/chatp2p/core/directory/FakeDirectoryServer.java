package dev.chatp2p.core.directory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.rest.FakeRestApi;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A web server on the loopback interface with directories to be set by a test. Safe for any thread. */
final class FakeDirectoryServer extends FakeRestApi {

    private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();

    FakeDirectoryServer(TestPki authority) {
        super(authority.serverContext(authority.issueServer("127.0.0.1")), "/", "fake-directories-");
        start();
    }

    String at(String path) {
        return root() + "/" + path;
    }

    FakeDirectoryServer on(String path, HttpHandler answer) {
        pages.put(path, answer);
        return this;
    }

    /** A directory under an ETag. */
    FakeDirectoryServer has(String path, String etag, String json) {
        return on(path, exchange -> {
            exchange.getResponseHeaders().set("etag", etag);
            boolean known = etag.equals(exchange.getRequestHeaders().getFirst("if-none-match"));
            send(exchange, known ? 304 : 200, known ? "" : json);
        });
    }

    static HttpHandler redirect(String to) {
        return exchange -> {
            exchange.getResponseHeaders().set("location", to);
            send(exchange, 302, "");
        };
    }

    @Override
    protected void answer(HttpExchange exchange, Request request) throws IOException {
        pages.getOrDefault(request.path(), reply(404, "not here")).handle(exchange);
    }
}
