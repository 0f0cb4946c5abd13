package dev.chatp2p.core.text;

import dev.chatp2p.core.text.WebLink.Caution;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the links in a text that somebody else wrote: what begins with {@code http://}, {@code https://} or {@code mailto:}.
 * Takes time with the length of the text, whatever it holds, and never throws. Nothing is looked up or opened here.
 *
 * <p>What ends a sentence or a bracket after a link does not belong to it. Of a mail address the link is only the address: what
 * may follow ({@code ?attach=…}) is not for others to choose.
 */
public final class Links {

    /** Longest link, in UTF-16 units; what is longer is no link. */
    public static final int MAX_LENGTH = 2_048;

    /** Most links of a text; what comes after them is no link. */
    public static final int MAX_LINKS = 256;

    private static final int MAX_HOST = 253;
    private static final String HEX = "0123456789ABCDEF";

    private Links() {}

    /** The links of the text as it is shown (after {@link DisplayText#text}), in their order; they do not overlap. */
    public static List<WebLink> find(String text) {
        List<WebLink> found = new ArrayList<>();
        int from = 0; // what stands before it belongs to no further link
        int colon = text.indexOf(':');
        while (colon >= 0 && found.size() < MAX_LINKS) {
            int next = colon + 1;
            Optional<Scheme> scheme = schemeBefore(text, from, colon);
            if (scheme.isPresent() && scheme.get().opensAt(text, colon + 1)) {
                int start = colon - scheme.get().word.length();
                next = runEnd(text, colon + 1);
                if (next - start <= MAX_LENGTH) {
                    found(scheme.get(), text, start, next).ifPresent(found::add);
                }
                from = next;
            }
            colon = text.indexOf(':', next);
        }
        return List.copyOf(found);
    }

    private enum Scheme {
        HTTP("http", "80"),
        HTTPS("https", "443"),
        MAILTO("mailto", "");

        private final String word;
        private final String port;

        Scheme(String word, String port) {
            this.word = word;
            this.port = port;
        }

        private boolean opensAt(String text, int bodyStart) {
            return this == MAILTO || text.startsWith("//", bodyStart);
        }
    }

    private static Optional<Scheme> schemeBefore(String text, int from, int colon) {
        int start = colon;
        while (start > from && colon - start <= Scheme.MAILTO.word.length() && isAsciiLetter(text.charAt(start - 1))) {
            start--;
        }
        if (start > from && isInsideAWord(text.codePointBefore(start))) {
            return Optional.empty();
        }
        // Not case folding: U+017F folds to "s".
        String word = text.substring(start, colon).toLowerCase(Locale.ROOT);
        for (Scheme scheme : Scheme.values()) {
            if (scheme.word.equals(word)) {
                return Optional.of(scheme);
            }
        }
        return Optional.empty();
    }

    private static boolean isInsideAWord(int before) {
        return Character.isLetterOrDigit(before)
                && switch (Character.UnicodeScript.of(before)) {
                    // They write no blanks between words.
                    case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> false;
                    default -> true;
                };
    }

    private static int runEnd(String text, int from) {
        int end = from;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (!mayStandInALink(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private static boolean mayStandInALink(int c) {
        if (c < 0x80) {
            // A backslash is a slash to some browsers.
            return c > ' ' && c != 0x7F && "\"<>\\^`{|}".indexOf(c) < 0;
        }
        if (c == 0xB7) {
            return true; // stands within Catalan words
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> false;
            default -> true;
        };
    }

    /** Where a link ends that begins at start and goes on until end at most: what belongs to the sentence is left out. */
    private static int trimmed(String text, int start, int end) {
        int round = 0;
        int square = 0;
        for (int i = start; i < end; i++) {
            round += weight(text.charAt(i), '(', ')');
            square += weight(text.charAt(i), '[', ']');
        }
        int last = end;
        while (last > start) {
            char c = text.charAt(last - 1);
            boolean closesNothing = (c == ')' && round < 0) || (c == ']' && square < 0);
            if (!closesNothing && ".,;:!?'*([".indexOf(c) < 0) {
                break;
            }
            round -= weight(c, '(', ')');
            square -= weight(c, '[', ']');
            last--;
        }
        return last;
    }

    private static int weight(char c, char opening, char closing) {
        return c == opening ? 1 : c == closing ? -1 : 0;
    }

    private static Optional<WebLink> found(Scheme scheme, String text, int start, int runEnd) {
        int bodyStart = start + scheme.word.length() + 1;
        try {
            if (scheme == Scheme.MAILTO) {
                int question = text.indexOf('?', bodyStart);
                int end = trimmed(text, bodyStart, question >= 0 && question < runEnd ? question : runEnd);
                return mail(text.substring(bodyStart, end), start, end);
            }
            int end = trimmed(text, bodyStart, runEnd);
            return web(scheme, text.substring(Math.min(bodyStart + 2, end), end), start, end);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<WebLink> mail(String address, int start, int end) throws URISyntaxException {
        int at = address.indexOf('@');
        if (at <= 0
                || !address.substring(0, at).chars().allMatch(c -> isAsciiLetterOrDigit(c) || "._+-".indexOf(c) >= 0)) {
            return Optional.empty();
        }
        Set<Caution> cautions = EnumSet.noneOf(Caution.class);
        Optional<String> host = name(address.substring(at + 1), cautions);
        if (host.isEmpty()) {
            return Optional.empty();
        }
        URI target = new URI("mailto:" + address.substring(0, at) + "@" + host.get());
        return Optional.of(new WebLink(start, end, target, host.get(), cautions));
    }

    private static Optional<WebLink> web(Scheme scheme, String body, int start, int end) throws URISyntaxException {
        int pathStart = 0;
        while (pathStart < body.length() && "/?#".indexOf(body.charAt(pathStart)) < 0) {
            pathStart++;
        }
        String authority = body.substring(0, pathStart);
        Set<Caution> cautions = EnumSet.noneOf(Caution.class);
        int at = authority.lastIndexOf('@');
        String userInfo = "";
        if (at >= 0) {
            cautions.add(Caution.USER_INFO);
            userInfo = encoded(authority.substring(0, at), "@[]/?#") + "@";
        }
        String place = authority.substring(at + 1);
        int portColon = place.indexOf(':', place.indexOf(']') + 1);
        String port = portColon < 0 ? "" : place.substring(portColon);
        if (!isPort(port)) {
            return Optional.empty();
        }
        if (!port.isEmpty() && !port.equals(":" + scheme.port)) {
            cautions.add(Caution.PORT);
        }
        Optional<String> host = host(portColon < 0 ? place : place.substring(0, portColon), cautions);
        if (host.isEmpty()) {
            return Optional.empty();
        }
        URI target = new URI(scheme.word + "://" + userInfo + host.get() + port + afterHost(body.substring(pathStart)));
        return Optional.of(new WebLink(start, end, target, host.get(), cautions));
    }

    private static boolean isPort(String port) {
        if (port.isEmpty()) {
            return true;
        }
        String digits = port.substring(1);
        return !digits.isEmpty()
                && digits.length() <= 5
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(digits) >= 1
                && Integer.parseInt(digits) <= 0xFFFF;
    }

    private static Optional<String> host(String host, Set<Caution> cautions) {
        if (!host.startsWith("[")) {
            return name(host, cautions);
        }
        cautions.add(Caution.IP_ADDRESS);
        boolean address = host.length() > 2
                && host.indexOf(']') == host.length() - 1
                && host.substring(1, host.length() - 1).chars().allMatch(c -> ":.".indexOf(c) >= 0 || isHexDigit(c));
        return address ? Optional.of(host) : Optional.empty();
    }

    /** The name of a host as it is looked up. */
    private static Optional<String> name(String host, Set<Caution> cautions) {
        if (host.length() > MAX_HOST
                || host.startsWith(".")
                || host.contains("..")
                || !host.codePoints().allMatch(Links::mayStandInAHost)) {
            return Optional.empty();
        }
        String ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        if (ascii.length() > MAX_HOST
                || !ascii.chars().allMatch(c -> c < 0x80 && mayStandInAHost(c))
                || ascii.chars().noneMatch(Links::isAsciiLetterOrDigit)) {
            return Optional.empty();
        }
        String unicode = IDN.toUnicode(ascii, IDN.ALLOW_UNASSIGNED);
        if (!unicode.chars().allMatch(c -> c < 0x80)
                || !host.chars().allMatch(c -> c < 0x80)
                || ascii.startsWith("xn--")
                || ascii.contains(".xn--")) {
            cautions.add(Caution.NOT_ASCII);
        }
        if (Confusables.mixesScripts(unicode)) {
            cautions.add(Caution.MIXED_SCRIPTS);
        }
        if (looksLatin(unicode)) {
            cautions.add(Caution.LOOKS_LATIN);
        }
        String lastLabel = ascii.substring(ascii.lastIndexOf('.', ascii.length() - 2) + 1);
        if (isNumber(lastLabel)) {
            cautions.add(Caution.IP_ADDRESS);
        }
        return Optional.of(ascii);
    }

    /** Whether a part does, in a host that does not end in another script altogether. */
    private static boolean looksLatin(String unicodeHost) {
        List<String> labels = List.of(unicodeHost.split("\\.", -1));
        return !labels.isEmpty()
                && labels.getLast().chars().allMatch(c -> c < 0x80)
                && labels.stream().anyMatch(Confusables::looksLatin);
    }

    private static boolean mayStandInAHost(int c) {
        return Character.isLetterOrDigit(c)
                || c == '-'
                || c == '.'
                || c == '_'
                || switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
                    default -> false;
                };
    }

    /** What a browser takes for an IPv4 address if a host ends in it (WHATWG URL, "ends in a number"). */
    private static boolean isNumber(String label) {
        String digits = label.endsWith(".") ? label.substring(0, label.length() - 1) : label;
        return (!digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9'))
                || (digits.startsWith("0x") && digits.chars().skip(2).allMatch(Links::isHexDigit));
    }

    private static String afterHost(String rest) {
        int fragment = rest.indexOf('#');
        return fragment < 0
                ? encoded(rest, "[]")
                : encoded(rest.substring(0, fragment), "[]") + "#" + encoded(rest.substring(fragment + 1), "[]#");
    }

    /** In ASCII: what may not stand in an address, and the characters given besides, is percent-encoded. */
    private static String encoded(String text, String besides) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean strayPercent = c == '%'
                    && !(i + 2 < text.length() && isHexDigit(text.charAt(i + 1)) && isHexDigit(text.charAt(i + 2)));
            if (c >= 0x80 || strayPercent || besides.indexOf(c) >= 0) {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    out.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
                }
            } else {
                out.append((char) c);
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static boolean isHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isAsciiLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isAsciiLetterOrDigit(int c) {
        return isAsciiLetter(c) || (c >= '0' && c <= '9');
    }
}
