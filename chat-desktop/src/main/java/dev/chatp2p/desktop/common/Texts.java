package dev.chatp2p.desktop.common;

import dev.chatp2p.core.text.Messages;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of the window, from {@code messages.properties}. Immutable. */
public final class Texts {

    private final Messages messages;

    private Texts(Messages messages) {
        this.messages = messages;
    }

    /** The texts in the language nearest to the locale; English if there is none. */
    public static Texts in(Locale locale) {
        return new Texts(Messages.in("dev.chatp2p.desktop.common.messages", locale));
    }

    /** As {@link Messages#of}. */
    public String of(String key, Object... arguments) {
        return messages.of(key, arguments);
    }

    /** For FXML, whose {@code %key} looks up here. */
    public ResourceBundle bundle() {
        return messages.bundle();
    }
}
