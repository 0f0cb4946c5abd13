package dev.chatp2p.ziti.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of a controller's APIs on the loopback interface: what all of them have in common on the wire. Client certificates are
 * wanted, not needed. Safe for any thread.
 */
public abstract class FakeRestApi implements AutoCloseable {

    static {
        // Otherwise every answer waits 40 ms for the acknowledgement of its headers. Read once, by the first server
        // made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final String base;
    private final HttpsServer server;
    private final ExecutorService threads;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /**
     * A call that arrived.
     *
     * @param path without base and query
     * @param headers the first of each name, whose case does not matter
     */
    public record Request(String method, String path, String query, String body, Map<String, String> headers) {
        /** Empty if there is none. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** Of the query, decoded; empty if there is none. */
        public String parameter(String name) {
            for (String pair : query.split("&", -1)) {
                if (pair.startsWith(name + "=")) {
                    return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                }
            }
            return "";
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /**
     * Takes a free port of 127.0.0.1; {@link #start} it when all is ready.
     *
     * @param base of the paths, such as {@code /edge/client/v1}
     */
    protected FakeRestApi(SSLContext tls, String base, String threadNames) {
        this.base = base;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(threadNames, 0).factory());
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters params) {
                SSLParameters ssl = tls.getDefaultSSLParameters();
                // Not needed: whoever logs in with a password has no certificate.
                ssl.setWantClientAuth(true);
                params.setSSLParameters(ssl);
            }
        });
        server.setExecutor(threads);
    }

    protected final void start() {
        server.createContext("/", this::handle);
        server.start();
    }

    /** {@code https://host:port}. */
    protected final URI root() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    protected abstract void answer(HttpExchange exchange, Request request) throws IOException;

    private void handle(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String path = uri.getPath().startsWith(base) ? uri.getPath().substring(base.length()) : uri.getPath();
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        Request request = new Request(exchange.getRequestMethod(), path, query, body, headers);
        requests.add(request);
        answer(exchange, request);
    }

    /** Every call so far, in order of arrival. */
    public final List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The same, as {@code GET /services}. */
    public final List<String> calls() {
        return requests.stream().map(Request::toString).toList();
    }

    public final void forgetRequests() {
        requests.clear();
    }

    /** An answer with that status and body. */
    public static HttpHandler reply(int status, String body) {
        return exchange -> send(exchange, status, body);
    }

    /** A refusal in the controller's form. */
    public static HttpHandler refuse(int status, String code, String message) {
        return reply(status, error(code, message));
    }

    protected static String error(String code, String message) {
        ObjectNode json = JsonText.object();
        json.putObject("error").put("code", code).put("message", message).put("requestId", "r1");
        return json.toString();
    }

    protected static String envelope(JsonNode data) {
        ObjectNode json = JsonText.object();
        json.set("data", data);
        json.putObject("meta");
        return json.toString();
    }

    /** Like the real one: pages of 10 unless asked for more, and never more than 500. */
    protected static String page(List<ObjectNode> rows, Request request) {
        String wanted = request.parameter("limit");
        int limit = wanted.isEmpty() ? 10 : Math.min(500, Integer.parseInt(wanted));
        String start = request.parameter("offset");
        int offset = start.isEmpty() ? 0 : Integer.parseInt(start);
        ObjectNode json = JsonText.object();
        ArrayNode data = json.putArray("data");
        rows.stream().skip(offset).limit(limit).forEach(data::add);
        json.putObject("meta")
                .putObject("pagination")
                .put("limit", limit)
                .put("offset", offset)
                .put("totalCount", rows.size());
        return json.toString();
    }

    protected static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, "application/json", body);
    }

    public static void send(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", contentType);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
