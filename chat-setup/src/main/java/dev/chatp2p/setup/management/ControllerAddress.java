package dev.chatp2p.setup.management;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.ziti.ForeignText;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person types as the address of a controller, with a sentence for each way to get it wrong. */
final class ControllerAddress {
    private static final int MAX_LENGTH = 500;
    private static final int MAX_SHOWN = 60;
    private static final int HTTPS_PORT = 443;
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
    /** A host, or an IPv6 address in brackets, and what follows the colon behind it. */
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]*)(?::([^:]*))?");

    private static final Pattern HOST =
            Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\\.?");

    private ControllerAddress() {}

    /** {@code https://host:port} in lower case; what follows the port, as in the address of a web console, is left out. */
    static URI parse(String typed) throws SetupException {
        String text = typed.strip();
        if (text.isEmpty()) {
            throw bad("Type the address of the controller, for example ctrl.example.org:1280.");
        }
        if (text.length() > MAX_LENGTH) {
            throw bad("That is too long for an address. Type the controller's host name and port, for example"
                    + " ctrl.example.org:1280.");
        }
        if (text.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw bad(
                    "An address has no spaces in it. Type host name and port only, for example ctrl.example.org:1280.");
        }
        String authority = withoutScheme(text).replaceFirst("[/?#\\\\].*", "");
        if (authority.contains("@")) {
            // Not quoted: a password may stand before the @.
            throw bad("The address must not hold a user name or password. Type only host name and port, and the user"
                    + " name in its own field.");
        }
        Matcher parts = HOST_AND_PORT.matcher(authority);
        if (!parts.matches()) {
            throw bad("“" + shown(authority) + "” cannot be read as an address. An IPv6 address needs brackets, for"
                    + " example [2001:db8::1]:1280.");
        }
        return url(host(parts.group(1)), parts.group(2) == null ? HTTPS_PORT : port(parts.group(2)));
    }

    private static String withoutScheme(String text) throws SetupException {
        Matcher scheme = SCHEME.matcher(text);
        if (!scheme.matches()) {
            return text;
        }
        return switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
            // “tls:” is how controllers name each other; people copy it.
            case "https", "tls" -> scheme.group(2);
            case "http" ->
                throw bad("A controller is reached with https:// only, because passwords must not travel in the open."
                        + " Type https:// instead of http://.");
            default ->
                throw bad("“" + shown(scheme.group(1)) + "://” is no address of a controller. Type host name and port,"
                        + " for example ctrl.example.org:1280.");
        };
    }

    private static String host(String typed) throws SetupException {
        if (typed.isEmpty()) {
            throw bad("The host name is missing. Type it before the port, for example ctrl.example.org:1280.");
        }
        if (typed.startsWith("[")) {
            return typed.toLowerCase(Locale.ROOT);
        }
        String host = ascii(typed).toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw noHostName(typed);
        }
        return host;
    }

    private static String ascii(String typed) throws SetupException {
        try {
            return IDN.toASCII(typed);
        } catch (IllegalArgumentException e) {
            throw noHostName(typed);
        }
    }

    private static SetupException noHostName(String typed) {
        return bad("“" + shown(typed)
                + "” is no host name. Check for typing mistakes; it looks like ctrl.example.org or" + " 192.0.2.7.");
    }

    private static int port(String typed) throws SetupException {
        if (typed.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(typed);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        throw bad("“" + shown(typed) + "” is no port. It is a number from 1 to 65535; controllers often use 1280.");
    }

    private static URI url(String host, int port) throws SetupException {
        try {
            URI url = new URI("https://" + host + ":" + port);
            if (url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below, in words for a person.
        }
        throw noHostName(host);
    }

    private static String shown(String text) {
        return ForeignText.line(text, MAX_SHOWN);
    }

    private static SetupException bad(String sentence) {
        return new SetupException(SetupFailure.BAD_INPUT, sentence);
    }
}
