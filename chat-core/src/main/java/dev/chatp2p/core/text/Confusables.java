package dev.chatp2p.core.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which names could be mistaken for one another, after the skeletons of UTS #39 (Unicode Security Mechanisms), with a small
 * table of our own in place of the complete one: Latin look-alikes of the scripts that have many, and what differs in case,
 * accents, width or dashes only. Letters of one script are never taken for each other, but for {@code I}, {@code l} and
 * {@code 1}, {@code O} and {@code 0}, {@code rn} and {@code m}, {@code vv} and {@code w}. Pure functions; they take time with the
 * length of the text.
 */
public final class Confusables {

    /** Scripts that are written together, and with Latin letters, in one language (UTS #39, "highly restrictive"). */
    private static final Set<Set<UnicodeScript>> WRITTEN_TOGETHER = Set.of(
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

    /** What looks like what, by blanks: the first character looks like those after it. Small and large letters apart. */
    private static final Map<Integer, String> LOOKS_LIKE = table(
            // Cyrillic
            "аa еe оo рp сc уy хx іi јj ѕs һh ԁd ԛq ԝw ӏl кk пn гr ьb ѵv ѡw АA ВB ЕE ІI ЈJ КK МM НH ОO РP СC ЅS ТT УY ХX ҮY ԚQ ԜW ԌG ӀI ЬB ѴV",
            // Greek
            "αa οo νv ρp ιi κk υu τt γy χx ηn ωw ϲc ϳj βß ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϹC",
            // Armenian
            "օo սu հh ոn ցg զq յj ՕO ՍU ՏS",
            // Coptic
            "ⲟo ⲣp ⲥc ⲭx ⲩy ⲓi ⲞO ⲢP ⲤC ⲬX ⲨY Ⲓl ⲔK ⲘM ⲚN ⲎH ⲦT",
            // Cherokee
            "ᎠD ᎡR ᎢT ᎪA ᎫJ ᎬE ᎳW ᎷM ᎻH ᏀG ᏃZ ᏙV ᏚS ᏞL ᏟC ᏢP ᏦK ᏴB",
            // Lisu
            "ꓐB ꓑP ꓓD ꓔT ꓖG ꓗK ꓙJ ꓚC ꓜZ ꓝF ꓟM ꓠN ꓡL ꓢS ꓣR ꓦV ꓧH ꓪW ꓫX ꓬY ꓮA ꓰE ꓲI ꓳO ꓴU",
            // Latin letters that do not come apart into a letter and a mark
            "łl ŁL øo ØO đd ĐD ħh ĦH ŧt ŦT ıi ɑa ɡg ɩi ɪi ʏy ᴀa ʙb ᴄc ᴅd ᴇe ɢg ʜh ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ᴢz ƒf ɓb ɗd ɠg ƙk ɱm ƴy æae ÆAE œoe ŒOE ßss ẞSS ǀl ƖI",
            // Digits and signs
            "0O 1l |l ∣l ‖ll ×x ‐- ‑- ‒- –- —- ―- −- ⁃- ‘' ’' ‛' ʼ' ʹ' `' ´' ′' ＇'");

    private Confusables() {}

    /**
     * What a name comes down to when only its looks count: names that look alike have the same skeleton. It is for comparing,
     * not for showing.
     */
    public static String skeleton(String name) {
        String bare = looks(withoutMarks(looks(name)));
        return CaseFolding.fold(bare.replace("rn", "m").replace("vv", "w").replace('I', 'l'));
    }

    /** The same for names written in capitals or small letters as one likes. */
    public static String caselessSkeleton(String name) {
        return CaseFolding.fold(looks(CaseFolding.fold(withoutMarks(name))));
    }

    /** Whether one could be mistaken for the other. The same name twice is alike too. */
    public static boolean areAlike(String name, String other) {
        return skeleton(name).equals(skeleton(other)) || caselessSkeleton(name).equals(caselessSkeleton(other));
    }

    /**
     * Whether a word of it has letters of scripts that no language writes together, such as a Cyrillic {@code а} between Latin
     * letters. Words end at blanks and at punctuation other than hyphen, underscore and apostrophe, so {@code "Ольга Smith"}
     * does not mix.
     */
    public static boolean mixesScripts(String text) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (endsWord(c)) {
                scripts.clear();
            } else if (hasScript(c) && scripts.add(UnicodeScript.of(c)) && !areWrittenTogether(scripts)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it has letters, none of them Latin, and all look like Latin ones. */
    public static boolean looksLatin(String word) {
        return word.codePoints().anyMatch(Confusables::hasScript)
                && word.codePoints().noneMatch(c -> UnicodeScript.of(c) == UnicodeScript.LATIN)
                && looks(withoutMarks(word)).chars().allMatch(c -> c < 0x80);
    }

    private static String looks(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            String like = LOOKS_LIKE.get(c);
            if (like == null) {
                out.appendCodePoint(c);
            } else {
                out.append(like);
            }
        });
        return out.toString();
    }

    /** Without accents and what cannot be seen, in the plain form of every character. */
    private static String withoutMarks(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> !isAccent(c) && Character.getType(c) != Character.FORMAT && !Character.isISOControl(c))
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** Marks that belong to no script; others are vowels, for example in Devanagari. The two of Kana make other letters. */
    private static boolean isAccent(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
                UnicodeScript.of(c) == UnicodeScript.INHERITED && c != 0x3099 && c != 0x309A;
            default -> false;
        };
    }

    private static boolean hasScript(int c) {
        return Character.isLetter(c)
                && switch (UnicodeScript.of(c)) {
                    case COMMON, INHERITED, UNKNOWN -> false;
                    default -> true;
                };
    }

    private static boolean areWrittenTogether(Set<UnicodeScript> scripts) {
        return scripts.size() == 1 || WRITTEN_TOGETHER.stream().anyMatch(together -> together.containsAll(scripts));
    }

    private static boolean endsWord(int c) {
        if (c == '-' || c == '_' || c == '\'' || c == 0x2019) {
            return false;
        }
        return !Character.isLetterOrDigit(c)
                && switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
                        false;
                    default -> true;
                };
    }

    private static Map<Integer, String> table(String... rows) {
        Map<Integer, String> table = new HashMap<>();
        for (String row : rows) {
            for (String entry : row.split(" ", -1)) {
                int c = entry.codePointAt(0);
                if (table.put(c, entry.substring(Character.charCount(c))) != null) {
                    throw new IllegalStateException("twice in the table: " + Character.toString(c));
                }
            }
        }
        return Map.copyOf(table);
    }
}
