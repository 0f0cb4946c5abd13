package dev.chatp2p.desktop.common;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of the window, from {@code messages.properties}. Immutable. */
public final class Texts {

    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** The texts in the language nearest to the locale; English if there is none. */
    public static Texts in(Locale locale) {
        return new Texts(ResourceBundle.getBundle(
                "dev.chatp2p.desktop.common.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /** The text with that key, its placeholders filled in; a {@link java.util.MissingResourceException} is a bug of ours. */
    public String of(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, bundle.getLocale()).format(arguments);
    }

    /** For FXML, whose {@code %key} looks up here. */
    public ResourceBundle bundle() {
        return bundle;
    }
}
