package dev.chatp2p.setup.plan;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The name of a person to invite, as it will be seen and called: 1 to {@value #MAX_LENGTH} characters, normalized (NFC), all of
 * them visible. Blanks, quotation marks and emoji are allowed.
 *
 * <p>Controllers take much more (any text of up to 32 KiB), but others could not tell such names apart.
 */
public record PersonName(String value) {
    /** Longest name, in Unicode code points. */
    public static final int MAX_LENGTH = 100;

    /** Most people at a time. */
    public static final int MAX_PEOPLE = 1000;

    private static final char EMOJI_SELECTOR = '\uFE0F';

    /** Letters of other alphabets that look like Latin ones, each above the one it looks like. */
    private static final String LOOKS_FOREIGN = "АВЕЅІЈКМНОРСТУХаеорсухіјѕһԁӏ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναιρυ" + "ıł";

    private static final String LOOKS_LATIN = "ABESIJKMHOPCTYXaeopcyxijshdl" + "ABEZHIKMNOPTYXovaipu" + "il";

    public PersonName {
        if (!value.equals(tidy(value)) || problem(value).length() > 0) {
            throw new IllegalArgumentException("no name for a person: " + DisplayText.name(value));
        }
    }

    /**
     * Reads what somebody typed: blanks around it are dropped, several in a row become one.
     *
     * @throws SetupException BAD_INPUT, in words for the field it was typed into
     */
    public static PersonName parse(String typed) throws SetupException {
        if (typed.length() > DisplayText.MAX_TEXT) {
            throw badInput("That is no name: it is longer than " + MAX_LENGTH + " characters. Shorten it.");
        }
        String value = tidy(typed);
        String problem = problem(value);
        if (!problem.isEmpty()) {
            throw badInput(problem);
        }
        return new PersonName(value);
    }

    /**
     * Reads several.
     *
     * @throws SetupException BAD_INPUT if one cannot be used, two look alike, or there are too many
     */
    public static List<PersonName> parseAll(Collection<String> typed) throws SetupException {
        if (typed.size() > MAX_PEOPLE) {
            throw badInput("Those are " + typed.size() + " people, and more than " + MAX_PEOPLE
                    + " at a time are too many. Do it in several goes.");
        }
        List<PersonName> names = new ArrayList<>();
        Map<String, PersonName> looks = new HashMap<>();
        for (String one : typed) {
            PersonName name = parse(one);
            PersonName twin = looks.putIfAbsent(name.looks(), name);
            if (twin != null) {
                throw badInput(
                        twin.equals(name)
                                ? "The name “" + name + "” is there twice. Each person needs a name of their own."
                                : "The names “" + twin + "” and “" + name
                                        + "” look alike, and people would mistake one for the other. Change one of them.");
            }
            names.add(name);
        }
        return names;
    }

    /** What people cannot tell apart has the same looks. */
    public String looks() {
        StringBuilder latin = new StringBuilder(value.length());
        for (char c : Normalizer.normalize(value, Normalizer.Form.NFKC).toCharArray()) {
            int place = LOOKS_FOREIGN.indexOf(c);
            latin.append(place < 0 ? c : LOOKS_LATIN.charAt(place));
        }
        // To upper case first: it joins letters that have several small forms, such as the Greek sigma.
        return latin.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static String tidy(String typed) {
        String normal = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
        StringBuilder tidy = new StringBuilder(normal.length());
        int previous = -1;
        for (int c : normal.codePoints().toArray()) {
            // After an emoji the selector only asks for colours, which it gets anyway, and it could not be seen in a
            // name.
            boolean superfluous = c == ' ' ? previous == ' ' : c == EMOJI_SELECTOR && Character.isEmoji(previous);
            if (!superfluous) {
                tidy.appendCodePoint(c);
            }
            previous = c;
        }
        return tidy.toString();
    }

    /** Why it is no name, a sentence; empty if it is one. */
    private static String problem(String value) {
        if (value.isEmpty()) {
            return "A name is empty. Type the name by which others will see and call that person.";
        }
        String shown = DisplayText.name(value);
        if (value.codePointCount(0, value.length()) > MAX_LENGTH) {
            // What is shown may be shorter: without characters that nobody can see, or too many marks on one.
            int beginning = Math.min(20, shown.codePointCount(0, shown.length()));
            return "The name “" + shown.substring(0, shown.offsetByCodePoints(0, beginning)) + "…” is longer than "
                    + MAX_LENGTH + " characters. Shorten it.";
        }
        if (!shown.equals(value)) {
            return "The name “" + shown + "” has characters that cannot be seen or that belong to none."
                    + " Type it again without them.";
        }
        return "";
    }

    private static SetupException badInput(String sentence) {
        return new SetupException(SetupFailure.BAD_INPUT, sentence);
    }

    @Override
    public String toString() {
        return value;
    }
}
