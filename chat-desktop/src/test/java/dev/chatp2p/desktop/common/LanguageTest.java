package dev.chatp2p.desktop.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

    private final Language system = new Language(Texts.in(Locale.ENGLISH), Locale.GERMANY);

    @Test
    void withoutAChoiceItIsThatOfTheComputer() {
        assertEquals(system, system.orChosen(Optional.empty()));
        assertEquals(system, system.orChosen(Optional.of("no language!")));
    }

    @Test
    void aChosenLanguageKeepsTheComputersRegion() {
        assertEquals("Today", system.orChosen(Optional.of("en")).texts().of("day.today"));
        assertEquals(Locale.of("en", "DE"), system.orChosen(Optional.of("en")).formats());
        assertEquals(Locale.UK, system.orChosen(Optional.of("en-GB")).formats());
    }

    @Test
    void aLanguageThatIsNotSpokenIsEnglish() {
        assertEquals("Today", system.orChosen(Optional.of("fi")).texts().of("day.today"));
        assertEquals(Locale.ENGLISH, system.orChosen(Optional.of("fi")).locale());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void whatTheProgramOffersItSpeaks(String tag) {
        assertTrue(Language.SPOKEN.contains(tag));
        assertEquals(Locale.forLanguageTag(tag), system.orChosen(Optional.of(tag)).locale());
    }

    /** The words of the test's own Arabic, in {@code messages_ar.properties} of the tests. */
    @Test
    void onlyWordsOfTheRightKindTurnTheWindowAround() {
        assertTrue(system.orChosen(Optional.of("ar")).texts().isRightToLeft());
        assertFalse(system.orChosen(Optional.of("he")).texts().isRightToLeft(), "said in English");
        assertFalse(system.texts().isRightToLeft());
        assertFalse(system.orChosen(Optional.of("de")).texts().isRightToLeft());
    }
}
