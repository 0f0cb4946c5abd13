package dev.chatp2p.core.directory;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The one place of the chat that asks web servers for something: only for directories that the person has entered. */
final class DirectoryWeb implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final Optional<SSLContext> tls;
    private final Duration limit;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("shared-directory-http-", 0).factory());

    /** Made with the first directory: most people have none. Guarded by this. */
    private @Nullable HttpClient http;

    /**
     * @param tls empty = the authorities that this computer's Java trusts
     * @param limit for reading a directory once
     */
    DirectoryWeb(Optional<SSLContext> tls, Duration limit) {
        this.tls = tls;
        this.limit = limit;
    }

    WebDirectory directory(URI address) {
        return new WebDirectory(http(), address, limit);
    }

    private synchronized HttpClient http() {
        HttpClient made = http;
        if (made == null) {
            // No cookies and no credentials: it has neither unless it is given them.
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_LIMIT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(threads);
            tls.ifPresent(builder::sslContext);
            made = builder.build();
            http = made;
        }
        return made;
    }

    /** Ends what is under way; does not wait. */
    @Override
    public synchronized void close() {
        if (http != null) {
            http.shutdownNow();
        }
        threads.shutdown();
    }
}
