package dev.chatp2p.desktop.settings;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a text what must not leave the computer: anything that looks like a token, a key or a certificate, and the name
 * of the home folder. A second net below the rule that nothing of the kind is ever logged.
 *
 * @param home the home folder, written as {@code ~} instead
 */
record Redaction(String home) {

    private static final List<Pattern> SECRETS = List.of(
            // JSON Web Tokens: three parts of Base64, the first an object.
            Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?"),
            Pattern.compile("-----BEGIN [A-Z ]+-----[\\s\\S]*?(?:-----END [A-Z ]+-----|$)"),
            Pattern.compile("(?i)\\b(?:bearer|basic)\\s+[A-Za-z0-9+/=._~-]{8,}"),
            Pattern.compile("otpauth://\\S+"),
            Pattern.compile(
                    "(?i)(?<=\\b(?:zt-session|password|passwd|secret|token|authorization)\\b[\"']?\\s?[:=]\\s?[\"']?)[^\\s\"',;]{4,}"));

    static final String REMOVED = "[removed]";

    static Redaction ofThisUser() {
        return new Redaction(System.getProperty("user.home", ""));
    }

    String of(String text) {
        String clean = text;
        for (Pattern secret : SECRETS) {
            clean = secret.matcher(clean).replaceAll(Matcher.quoteReplacement(REMOVED));
        }
        return home.length() < 2 ? clean : clean.replace(home, "~");
    }
}
