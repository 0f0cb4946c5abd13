package dev.chatp2p.core.directory;

import dev.chatp2p.core.directory.DirectoryProblem.Kind;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a shared directory is, as the settings have it. */
public sealed interface DirectoryAddress {

    /** Longest address, in UTF-16 units. */
    int MAX_LENGTH = 2_048;

    /** A file of this computer. */
    record LocalFile(Path path) implements DirectoryAddress {
        @Override
        public String shown() {
            return path.toString();
        }
    }

    /** An https address. */
    record Web(URI uri) implements DirectoryAddress {
        @Override
        public String shown() {
            return "https://" + uri.getHost();
        }
    }

    /** What a log may say of it: what follows a host can hold a key. */
    String shown();

    /**
     * Understands {@code https://…}, {@code file:…} and paths.
     *
     * @throws DirectoryException of the kind {@link Kind#ADDRESS} if it is none of them
     */
    static DirectoryAddress of(String address) throws DirectoryException {
        String text = address.strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw unusable("The address is empty or too long.");
        }
        try {
            // A single letter is a drive.
            if (!SCHEME.matcher(text).lookingAt()) {
                return new LocalFile(Path.of(text).toAbsolutePath());
            }
            return switch (text.substring(0, text.indexOf(':')).toLowerCase(Locale.ROOT)) {
                case "file" -> new LocalFile(Path.of(new URI(text)));
                case "https" -> web(text);
                case "http" ->
                    throw unusable("The address begins with http://: what comes from there could be changed on its"
                            + " way by anybody. Use one that begins with https://.");
                default -> throw unusable("The address is neither a file nor does it begin with https://.");
            };
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw unusable("The address cannot be understood.");
        }
    }

    private static Web web(String text) throws URISyntaxException, DirectoryException {
        int hostStart = "https://".length();
        int hostEnd = hostStart;
        while (hostEnd < text.length() && "/?#:".indexOf(text.charAt(hostEnd)) < 0) {
            hostEnd++;
        }
        if (text.substring(0, hostEnd).indexOf('@') >= 0) {
            throw unusable("The address holds a name or a password before its host, which is not supported.");
        }
        boolean ascii = text.substring(0, hostEnd).chars().allMatch(c -> c < 0x80);
        URI uri = new URI(
                ascii ? text : "https://" + IDN.toASCII(text.substring(hostStart, hostEnd)) + text.substring(hostEnd));
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw unusable("The address has no host, or a name or a password before it.");
        }
        return new Web(new URI(uri.toASCIIString()));
    }

    private static DirectoryException unusable(String sentence) {
        return new DirectoryException(Kind.ADDRESS, sentence);
    }

    Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");
}
