package dev.chatp2p.ziti.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses of a controller's Edge Client API, as identity files and controllers spell them. */
public final class ClientApiUrl {
    private static final String PATH = "/edge/client/v1";

    private ClientApiUrl() {}

    /**
     * The base URL ({@code https://host:port/edge/client/v1}) that a text names; old files hold only {@code https://host:port}.
     *
     * @param text untrusted
     * @return empty if it is not a plain https address
     */
    public static Optional<URI> parse(String text) {
        try {
            URI url = new URI(text.strip());
            boolean valid = "https".equalsIgnoreCase(url.getScheme())
                    && url.getHost() != null
                    && url.getPort() <= 65535
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
            if (!valid) {
                return Optional.empty();
            }
            String path = url.getRawPath().replaceAll("/+$", "");
            return Optional.of(new URI("https://" + url.getRawAuthority() + (path.isEmpty() ? PATH : path)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
