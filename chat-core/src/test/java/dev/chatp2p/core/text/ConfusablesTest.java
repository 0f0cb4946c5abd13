package dev.chatp2p.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusablesTest {

    @ParameterizedTest
    @CsvSource({
        "alice,аlice", // Cyrillic а
        "alice,аӏісе", // Cyrillic throughout
        "alice,aIice", // capital I
        "alice,a1ice",
        "alice,a|ice",
        "alice,ａｌｉｃｅ", // full width
        "alice,𝐚𝐥𝐢𝐜𝐞", // mathematical
        "alice,ALICE",
        "alice,Álícé",
        "alice,al\u200bice",
        "alice,al\u00adice",
        "alice,al\u202eice",
        "alice,ᴀlice",
        "alice,ꓮlice",
        "alice,ⓐlice",
        "Ivan,lvan",
        "Ivan,1van",
        "Ivan,Іvan", // Cyrillic І
        "Ivan,ivan",
        "bob,b0b",
        "bob,bοb", // Greek ο
        "bob,bօb", // Armenian օ
        "BOB,ВОВ", // Cyrillic throughout
        "HOPE,НОРЕ",
        "Nikos,Νikos", // Greek Ν
        "Marnie,Mamie",
        "william,vvilliam",
        "José,Jose",
        "José,Jose\u0301",
        "Łukasz,Lukasz",
        "Jørgen,Jorgen",
        "Weiß,Weiss",
        "ann-marie,ann‑marie",
        "ann-marie,ann–marie",
        "O'Neil,O’Neil",
        "Ольга,ОЛЬГА",
        "Ольга,Oльгa", // Latin O and a
        "Андрей,Андреи",
        "Νίκος,ΝΙΚΟΣ",
        "Ann Smith,Ann\u00a0Smith"
    })
    void whatLooksAlikeIsAlike(String name, String other) {
        assertTrue(Confusables.areAlike(name, other));
        assertTrue(Confusables.areAlike(other, name));
    }

    @ParameterizedTest
    @CsvSource({
        "Anna,Анна", // the Cyrillic н and A alone make no Latin name
        "Boris,Борис",
        "Olga,Ольга",
        "Maria,Μαρία",
        "Nina,Нина",
        "Ivan,Иван",
        "Elena,Елена",
        "Lia,Ila",
        "Mila,Mira",
        "Clara,Dara",
        "Anna,Ana",
        "Anna,Hanna",
        "Tim,Tom",
        "Jan,Jana",
        "bob,bob2",
        "вова,boba", // only capitals look alike
        "רון,רונן",
        "राम,रमा",
        "रेम,रम", // vowels are marks there
        "たいち,だいち",
        "김민수,김민서",
        "زيد,زيدان",
        "王伟,王偉",
        "Գոհար,Զոհար",
        "node10,node11"
    })
    void ordinaryNamesAreNotTakenForEachOther(String name, String other) {
        assertFalse(
                Confusables.areAlike(name, other),
                () -> Confusables.skeleton(name) + " " + Confusables.skeleton(other));
    }

    @Test
    void noTwoOfManyOrdinaryNamesAreTakenForEachOther() {
        List<String> names = List.of(
                ("Adam Ahmed Alan Albert Alina Amelie Andrea Anna Anton Arno Arthur Beate Bernd Birgit Carl Carla Clara Dana Dara"
                                + " Dilan Elena Eli Ella Emil Emma Erik Eva Felix Finn Frank Georg Hans Helga Ida Ilja Ines Irma Ivo"
                                + " Jan Jana Jens Jil Jim Joel Jonas Julia Kai Kim Lara Lea Leo Lia Lili Lina Lisa Loni Luis Mara"
                                + " Marc Maria Mia Mila Nele Nils Noah Olaf Oliver Paul Peter Pia Rolf Rosa Sam Sara Tim Till Timo Tom Uli"
                                + " Ulla Uwe Vera Willi Yara Zoe Борис Вера Галя Дима Ева Женя Зоя Иван Игорь Ирина Катя Лев Маша Нина"
                                + " Олег Павел Рома Саша Таня Ульяна Федя Юля Яна Νίκος Μαρία Ελένη Γιώργος Άννα Κώστας Πέτρος"
                                + " Արամ Անի Գոհար Դավիթ Նարե Տիգրան מיכל דוד רון נועה משה زينب أحمد علي فاطمة 田中 佐藤 鈴木 山田 さくら はると")
                        .split(" ", -1));
        List<String> alike = new ArrayList<>();
        for (String one : names) {
            for (String other : names) {
                if (!one.equals(other) && Confusables.areAlike(one, other)) {
                    alike.add(one + " " + other);
                }
            }
        }
        assertEquals(List.of(), alike);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pаypal", "Oльга", "bοb", "аlice-bob", "Ivаn", "αlpha", "ꓮlice", "Müller-Смирнова", "x山б"})
    void aWordOfSeveralScriptsIsMixed(String name) {
        assertTrue(Confusables.mixesScripts(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "Ольга",
                "Ольга Smith",
                "Ольга (Olga)",
                "山田太郎",
                "たなか山田",
                "カタカナABC",
                "김 民洙",
                "peer-17",
                "Ирина2",
                "José",
                "O’Neil",
                "🦊alice",
                "क्‍ष",
                "ёлка",
                "a.б",
                "alice@пример"
            })
    void wordsOfOneScriptOrOfOneLanguageAreNot(String name) {
        assertFalse(Confusables.mixesScripts(name));
    }

    @Test
    void onlyOtherScriptsLookLatin() {
        assertTrue(Confusables.looksLatin("аррӏе"));
        assertTrue(Confusables.looksLatin("ера-хр24"));
        assertTrue(Confusables.looksLatin("οο"));
        assertFalse(Confusables.looksLatin("apple"));
        assertFalse(Confusables.looksLatin("pаypal"));
        assertFalse(Confusables.looksLatin("пример"));
        assertFalse(Confusables.looksLatin("123"));
        assertFalse(Confusables.looksLatin(""));
    }

    @Test
    void anyTextHasASkeletonAndStaysAlikeWithALookAlikeInIt() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append((char) (random.nextInt(3) > 0 ? random.nextInt(0x600) : random.nextInt(0x10000)));
            }
            String name = text.toString();
            assertTrue(Confusables.areAlike(name, name));
            assertTrue(Confusables.areAlike(name, name.replace('o', 'о')), name);
            Confusables.mixesScripts(name);
            Confusables.looksLatin(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn", "\u0301", "ﷺ", "vv", "I", "\ud83d", "Σ"})
    void hostileNamesTakeNoLongerThanTheyAreLong(String part) {
        String name = part.repeat(100_000);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Confusables.areAlike(name, name + "x"));
    }
}
