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

    /** Whether these words are written from right to left, so that the window is mirrored. */
    public boolean isRightToLeft() {
        Locale language = messages.bundle().getLocale();
        // A language calls itself by a name in its own letters.
        String itself = language.getDisplayLanguage(language);
        return !itself.isEmpty()
                && switch (Character.getDirectionality(itself.codePointAt(0))) {
                    case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> true;
                    default -> false;
                };
    }
}
