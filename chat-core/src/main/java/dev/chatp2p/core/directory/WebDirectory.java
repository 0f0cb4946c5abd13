package dev.chatp2p.core.directory;

import dev.chatp2p.core.directory.DirectoryProblem.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A directory at an https address. Follows a few redirects, but never to another host; sends no cookies and nothing that says
 * who asks.
 */
final class WebDirectory implements DirectorySource {

    static final Duration PAUSE = Duration.ofMinutes(30);
    private static final int MAX_REDIRECTS = 3;
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"[!#-~]{0,500}\"");

    private final HttpClient http;
    private final URI address;
    private final Duration limit;
    private Optional<String> etag = Optional.empty();

    /** @param limit for reading it once, redirects and all */
    WebDirectory(HttpClient http, URI address, Duration limit) {
        this.http = http;
        this.address = address;
        this.limit = limit;
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public Optional<Copy> read() throws DirectoryException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        URI at = address;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpResponse<byte[]> answer = get(at, deadline);
            switch (answer.statusCode()) {
                case 200 -> {
                    Copy copy = new Copy(answer.body(), DirectoryReader.read(answer.body()));
                    etag = answer.headers()
                            .firstValue("etag")
                            .filter(value -> ETAG.matcher(value).matches());
                    return Optional.of(copy);
                }
                case 304 -> {
                    if (etag.isEmpty()) {
                        throw refused("The server says that nothing has changed, which nobody asked.");
                    }
                    return Optional.empty();
                }
                case 301, 302, 303, 307, 308 -> at = redirected(at, answer);
                case 401, 403 -> throw refused("The server does not let us read it (" + answer.statusCode() + ").");
                case 404, 410 -> throw refused("There is nothing at this address (" + answer.statusCode() + ").");
                default -> throw refused("The server answered with the status " + answer.statusCode() + ".");
            }
        }
        throw refused("The server sends us from one address to the next.");
    }

    private HttpResponse<byte[]> get(URI at, long deadline) throws DirectoryException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at).GET().header("accept", "application/json");
        etag.ifPresent(known -> request.header("if-none-match", known));
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(
                request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), DirectoryDocument.MAX_BYTES));
        try {
            return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DirectoryException(
                    Kind.UNREACHABLE, "The server did not answer within " + limit.toSeconds() + " s.");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            // Ends the exchange when it is not over yet; otherwise it does nothing.
            answer.cancel(true);
        }
    }

    private static DirectoryException failure(@Nullable Throwable cause) {
        if (cause instanceof SSLException) {
            return new DirectoryException(Kind.UNTRUSTED, "The server could not prove who it is, or speaks no TLS.");
        }
        // The JDK has no type for it.
        if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("body exceeds capacity")) {
            return DirectoryReader.tooLarge();
        }
        return new DirectoryException(Kind.UNREACHABLE, "The server cannot be reached.");
    }

    private static URI redirected(URI from, HttpResponse<?> answer) throws DirectoryException {
        URI to;
        try {
            to = from.resolve(answer.headers().firstValue("location").orElse(""));
        } catch (IllegalArgumentException e) {
            throw refused("The server sends us to an address that cannot be understood.");
        }
        boolean sameServer = "https".equalsIgnoreCase(to.getScheme())
                && from.getHost().equalsIgnoreCase(to.getHost())
                && port(from) == port(to)
                && to.getRawUserInfo() == null;
        if (!sameServer) {
            throw refused("The server sends us to another one; enter that address yourself if you trust it.");
        }
        return to;
    }

    private static int port(URI uri) {
        return uri.getPort() < 0 ? 443 : uri.getPort();
    }

    private static DirectoryException refused(String sentence) {
        return new DirectoryException(Kind.REFUSED, sentence);
    }
}
