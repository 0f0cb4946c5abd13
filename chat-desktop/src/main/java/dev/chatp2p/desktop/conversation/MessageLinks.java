package dev.chatp2p.desktop.conversation;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The links in what somebody wrote. Nothing is ever fetched because of one. Pure functions. */
final class MessageLinks {

    /** More links than these in one message are shown as text. */
    private static final int MOST = 50;

    private static final int LONGEST = 2_000;

    /** Why to look twice. */
    enum Caution {
        MIXED_SCRIPTS,
        NOT_ASCII,
        USER_INFO,
        PORT,
        IP_ADDRESS
    }

    /**
     * One of them.
     *
     * @param start where it begins in the text, in UTF-16 units
     * @param end exclusive
     * @param target what is opened, in ASCII, the host as it is looked up
     * @param cautions what a person should look at twice
     */
    record Link(int start, int end, URI target, Set<Caution> cautions) {}

    private MessageLinks() {}

    /** The links of the text, in their order. */
    static List<Link> find(String text) {
        List<Link> found = new ArrayList<>();
        int from = 0;
        while (found.size() < MOST) {
            int colon = text.indexOf(':', from);
            if (colon < 0) {
                break;
            }
            from = colon + 1;
            for (String scheme : List.of("https", "http", "mailto")) {
                int start = colon - scheme.length();
                boolean stands = start >= 0
                        && text.regionMatches(true, start, scheme, 0, scheme.length())
                        && (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)));
                if (stands) {
                    int end = end(text, colon + 1);
                    link(text, scheme, start, end).ifPresent(found::add);
                    from = Math.max(from, end);
                    break;
                }
            }
        }
        return List.copyOf(found);
    }

    private static int end(String text, int from) {
        int end = from;
        while (end < text.length() && end - from <= LONGEST && mayStand(text.charAt(end))) {
            end++;
        }
        while (end > from && isOfTheSentence(text, from, end - 1)) {
            end--;
        }
        return end;
    }

    private static boolean mayStand(char c) {
        return c > ' '
                && "\"<>\\^`{|}\u007f“”„»«’".indexOf(c) < 0
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && !Character.isISOControl(c);
    }

    private static boolean isOfTheSentence(String text, int from, int last) {
        char c = text.charAt(last);
        return ".,;:!?'*".indexOf(c) >= 0 || (c == ')' && opened(text, from, last) < 1);
    }

    /** How many brackets are open there. */
    private static int opened(String text, int from, int to) {
        int open = 0;
        for (int i = from; i < to; i++) {
            open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
        }
        return open;
    }

    private static Optional<Link> link(String text, String scheme, int start, int end) {
        if (end - start > LONGEST) {
            return Optional.empty();
        }
        String body = text.substring(start + scheme.length() + 1, end);
        try {
            return scheme.equals("mailto") ? mail(body, start, end) : web(scheme, body, start, end);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Link> mail(String body, int start, int end) throws URISyntaxException {
        int at = body.indexOf('@');
        if (!body.matches("[A-Za-z0-9._+-]+@[^@/?#]+")) {
            return Optional.empty();
        }
        Set<Caution> cautions = EnumSet.noneOf(Caution.class);
        String host = host(body.substring(at + 1), cautions);
        return Optional.of(new Link(start, end, new URI("mailto:" + body.substring(0, at + 1) + host), cautions));
    }

    private static Optional<Link> web(String scheme, String body, int start, int end) throws URISyntaxException {
        if (!body.startsWith("//") || body.length() == 2) {
            return Optional.empty();
        }
        int path = 2;
        while (path < body.length() && "/?#".indexOf(body.charAt(path)) < 0) {
            path++;
        }
        String authority = body.substring(2, path);
        Set<Caution> cautions = EnumSet.noneOf(Caution.class);
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            cautions.add(Caution.USER_INFO);
        }
        String place = authority.substring(at + 1);
        int colon = place.indexOf(':', place.indexOf(']') + 1);
        if (colon >= 0) {
            cautions.add(Caution.PORT);
        }
        String host = host(colon < 0 ? place : place.substring(0, colon), cautions);
        URI target = new URI(new URI(scheme + "://"
                        + authority.substring(0, at + 1)
                        + host
                        + (colon < 0 ? "" : place.substring(colon))
                        + body.substring(path))
                .toASCIIString());
        return Optional.ofNullable(target.getHost()).map(known -> new Link(start, end, target, cautions));
    }

    private static String host(String host, Set<Caution> cautions) {
        if (host.startsWith("[") || host.matches("[0-9.]+")) {
            cautions.add(Caution.IP_ADDRESS);
            return host;
        }
        String ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        if (!ascii.equalsIgnoreCase(host) || ascii.startsWith("xn--") || ascii.contains(".xn--")) {
            cautions.add(Caution.NOT_ASCII);
            long scripts = IDN.toUnicode(ascii)
                    .codePoints()
                    .filter(Character::isLetter)
                    .mapToObj(Character.UnicodeScript::of)
                    .distinct()
                    .count();
            if (scripts > 1) {
                cautions.add(Caution.MIXED_SCRIPTS);
            }
        }
        return ascii;
    }
}
