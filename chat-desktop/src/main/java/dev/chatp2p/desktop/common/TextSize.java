package dev.chatp2p.desktop.common;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a style sheet's text larger or smaller, and with it what has to fit it: icons, the sizes of controls, and corners.
 * Gaps and lines stay. Sizes in pixels are what the sheets are written in, so that they read like the design; a factor on the
 * font of the root alone would reach only sizes in {@code em}, which multiply where labels are nested.
 */
final class TextSize {

    private static final Pattern SCALED =
            Pattern.compile("(-fx-(?:font-size|icon-size|(?:min|pref|max)-(?:width|height)|background-radius|border-radius)"
                    + "\\s*:)([^;}]*)");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?(?=\\s*(?:px|[\\s,]|$))");

    private TextSize() {}

    /** The sheet with everything that scales at that many percent. */
    static String scaled(String sheet, int percent) {
        return SCALED.matcher(sheet)
                .replaceAll(rule -> Matcher.quoteReplacement(rule.group(1) + numbers(rule.group(2), percent)));
    }

    private static String numbers(String value, int percent) {
        return NUMBER.matcher(value)
                .replaceAll(number ->
                        String.format(Locale.ROOT, "%.2f", Double.parseDouble(number.group()) * percent / 100));
    }
}
