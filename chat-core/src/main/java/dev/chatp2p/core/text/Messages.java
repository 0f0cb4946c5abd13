package dev.chatp2p.core.text;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of one part of the program, from a {@code .properties} file in UTF-8. Immutable. */
public final class Messages {

    private final ResourceBundle bundle;

    private Messages(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /**
     * The texts in the language nearest to the locale; English if there is none.
     *
     * @param name of the bundle, such as {@code dev.chatp2p.desktop.common.messages}
     * @throws java.util.MissingResourceException if there is no such file
     */
    public static Messages in(String name, Locale locale) {
        return new Messages(ResourceBundle.getBundle(
                name, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /**
     * The text with that key, its placeholders filled in; a {@link java.util.MissingResourceException} is a bug of ours.
     * Right-to-left text that is filled in keeps its reading direction to itself (Unicode isolates).
     */
    public String of(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        if (arguments.length == 0) {
            return pattern;
        }
        Object[] isolated = Arrays.stream(arguments)
                .map(argument -> argument instanceof String text ? DisplayText.inSentence(text) : argument)
                .toArray();
        return new MessageFormat(pattern, bundle.getLocale()).format(isolated);
    }

    /** The file itself, for FXML, whose {@code %key} looks up here. */
    public ResourceBundle bundle() {
        return bundle;
    }
}
