package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.ziti.ZitiException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The words of the wizard, from {@code messages.properties}. Immutable. */
public final class WizardTexts {

    private static final Logger log = LoggerFactory.getLogger(WizardTexts.class);

    private final ResourceBundle bundle;
    private final Locale locale;

    private WizardTexts(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /** The texts in the language nearest to the locale, English if there is none; dates and times its way. */
    public static WizardTexts in(Locale locale) {
        return new WizardTexts(
                ResourceBundle.getBundle(
                        "dev.chatp2p.setup.wizard.messages",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)),
                locale);
    }

    /** The text with that key, its placeholders filled in; a {@link java.util.MissingResourceException} is a bug of ours. */
    public String of(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, bundle.getLocale()).format(arguments);
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
