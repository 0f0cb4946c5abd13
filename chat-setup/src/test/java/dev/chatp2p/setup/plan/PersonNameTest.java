package dev.chatp2p.setup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user1",
                "Ann Lee",
                "Grüße",
                "李雷",
                "Oʼ\"Neil\" 'Q'",
                "👋",
                "-x",
                "../etc/passwd",
                "a,b",
                "محمد",
                "#all",
                "back\\slash"
            })
    void whatCanBeSeenIsAName(String name) throws SetupException {
        assertEquals(name, PersonName.parse(name).value());
    }

    @ParameterizedTest
    @CsvSource({"'  Bob ', Bob", "'Ann   Lee', Ann Lee", "Gru\u0308n, Grün", "❤\uFE0F, ❤", "'\tBob ', Bob"})
    void whatOnlyLooksUntidyIsTidied(String typed, String name) throws SetupException {
        assertEquals(name, PersonName.parse(typed).value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "a\u0000b",
                "a\tb",
                "a\nb",
                "a\u202Eb",
                "a\u200Bb",
                "\uFEFFa",
                "a\u00A0b",
                "a\u3164",
                "half \uD83D pair",
                "👨\u200D👩"
            })
    void whatCannotBeSeenIsNone(String typed) {
        SetupException refusal = assertThrows(SetupException.class, () -> PersonName.parse(typed));
        assertEquals(SetupFailure.BAD_INPUT, refusal.failure());
        assertTrue(refusal.sentence().endsWith("."), refusal.sentence());
        assertFalse(refusal.sentence().chars().anyMatch(c -> c < ' ' || c == 0x202E), refusal.sentence());
    }

    @Test
    void aHundredCharactersAreANameAndMoreAreNot() throws SetupException {
        assertEquals(200, PersonName.parse("👋".repeat(100)).value().length());
        for (String tooLong : List.of("👋".repeat(101), "a".repeat(300), "a".repeat(1 << 20))) {
            SetupException refusal = assertThrows(SetupException.class, () -> PersonName.parse(tooLong));
            assertTrue(refusal.sentence().contains("100 characters"), refusal.sentence());
            assertTrue(refusal.sentence().length() < 200, refusal.sentence());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0301", "\u200B", "\u202E", "\uD83D", "\u0000", "\u1160", "\uFE0F"})
    void charactersOfWhichLittleIsShownAreRefusedHoweverManyThereAre(String character) {
        for (String typed : List.of(character.repeat(120), "a" + character.repeat(120), character.repeat(5000))) {
            SetupException refusal = assertThrows(SetupException.class, () -> PersonName.parse(typed));
            assertEquals(SetupFailure.BAD_INPUT, refusal.failure());
            assertTrue(refusal.sentence().length() < 300, refusal.sentence());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsTypedIsANameOrRefused(long seed) {
        Random random = new Random(seed);
        int[] alphabets = {0x80, 0x370, 0x3000, 0x10000, 0x110000};
        for (int i = 0; i < 2000; i++) {
            int alphabet = alphabets[random.nextInt(alphabets.length)];
            StringBuilder typed = new StringBuilder();
            for (int length = random.nextInt(250); length > 0; length--) {
                typed.appendCodePoint(random.nextInt(alphabet));
            }
            try {
                PersonName name = PersonName.parse(typed.toString());
                assertEquals(name, new PersonName(name.value()));
            } catch (SetupException e) {
                assertEquals(SetupFailure.BAD_INPUT, e.failure());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"bob, bob", "Bob, bOB", "bob, ' bob'", "Bob, Вob", "alice, аlice", "ﬁna, fina", "Σas, ςas"})
    void twoThatLookAlikeAreRefusedByName(String one, String other) {
        SetupException refusal =
                assertThrows(SetupException.class, () -> PersonName.parseAll(List.of("somebody", one, other)));
        assertEquals(SetupFailure.BAD_INPUT, refusal.failure());
        assertTrue(refusal.sentence().contains("“" + one + "”"), refusal.sentence());
    }

    @Test
    void differentPeopleAreReadInTheirOrder() throws SetupException {
        assertEquals(
                List.of("user2", "user1", "Üser1"),
                PersonName.parseAll(List.of("user2", "user1", "Üser1")).stream()
                        .map(PersonName::value)
                        .toList());
    }

    @Test
    void moreThanAThousandAtATimeAreRefused() throws SetupException {
        List<String> thousand =
                IntStream.range(0, 1000).mapToObj(i -> "user" + i).toList();
        assertEquals(1000, PersonName.parseAll(thousand).size());
        assertThrows(SetupException.class, () -> PersonName.parseAll(Collections.nCopies(1001, "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "all", "ALL", "#chat", "@chat", "a\nb"})
    void aServiceIsNotCalledWhatMeansSomethingInRoles(String typed) {
        SetupException refusal = assertThrows(SetupException.class, () -> ServiceName.parse(typed));
        assertEquals(SetupFailure.BAD_INPUT, refusal.failure());
    }

    @Test
    void aServiceMayHaveAnyOtherVisibleName() throws SetupException {
        assertEquals("our chat 👋", ServiceName.parse(" our chat 👋").value());
    }
}
