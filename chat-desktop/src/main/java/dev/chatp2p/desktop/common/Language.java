package dev.chatp2p.desktop.common;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The language of a window: its words, and how dates and times are written.
 *
 * @param texts the words
 * @param formats whose way of writing dates and times; usually of the same language, and of the computer's region
 */
public record Language(Texts texts, Locale formats) {

    /** Those that the program speaks, as BCP 47 language tags. */
    public static final List<String> SPOKEN = List.of("en", "de");

    /** Of the words; English, which the words are written in first, counts as itself. */
    public Locale locale() {
        Locale found = texts.bundle().getLocale();
        return found.getLanguage().isEmpty() ? Locale.ENGLISH : found;
    }

    /**
     * The one a person has chosen.
     *
     * @param tag a BCP 47 language tag; empty, or one that is none, leaves it as it is
     */
    public Language orChosen(Optional<String> tag) {
        return tag.map(Locale::forLanguageTag)
                .filter(chosen -> !chosen.getLanguage().isEmpty())
                .map(chosen -> new Language(Texts.in(chosen), inRegion(chosen)))
                .orElse(this);
    }

    /** Whoever reads English in Germany still expects a day of 24 hours. */
    private Locale inRegion(Locale chosen) {
        return chosen.getCountry().isEmpty()
                ? new Locale.Builder()
                        .setLocale(chosen)
                        .setRegion(formats.getCountry())
                        .build()
                : chosen;
    }
}
