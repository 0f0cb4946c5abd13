package dev.chatp2p.setup.wizard;

import dev.chatp2p.core.text.Messages;
import dev.chatp2p.setup.SetupException;
import dev.chatp2p.ziti.ZitiException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The words of the wizard, from {@code messages.properties}. Immutable. */
public final class WizardTexts {

    private static final Logger log = LoggerFactory.getLogger(WizardTexts.class);

    private final Messages messages;
    private final Locale locale;

    private WizardTexts(Messages messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    /** The texts in the language nearest to the locale, English if there is none; dates and times its way. */
    public static WizardTexts in(Locale locale) {
        return new WizardTexts(Messages.in("dev.chatp2p.setup.wizard.messages", locale), locale);
    }

    /** As {@link Messages#of}. */
    public String of(String key, Object... arguments) {
        return messages.of(key, arguments);
    }

    /** What to tell a person about a failure. */
    String of(Exception failure) {
        return switch (failure) {
            case ZitiException e -> e.sentence();
            case SetupException e -> e.sentence();
            default -> {
                log.error("a page of the wizard failed", failure);
                yield of("wizard.unexpected");
            }
        };
    }

    /** How dates and times are written. */
    Locale locale() {
        return locale;
    }
}
