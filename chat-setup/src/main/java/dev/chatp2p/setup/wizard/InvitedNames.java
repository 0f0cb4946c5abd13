package dev.chatp2p.setup.wizard;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.plan.PersonName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which of the names on a list can be used together. Pure functions. */
final class InvitedNames {

    /** Separates names that were typed or pasted at once. */
    private static final Pattern SEPARATORS = Pattern.compile("[,;\\v\\t]+");

    private InvitedNames() {}

    /** The names in a text, without the blanks around them, as typed otherwise. */
    static List<String> split(String text) {
        return SEPARATORS
                .splitAsStream(text)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Whether a text holds more than one name. */
    static boolean isList(String text) {
        return SEPARATORS.matcher(text.strip()).find();
    }

    /** The list with what is wrong with each; of two that look alike, the later one has the problem. */
    static List<InvitedName> check(Stream<String> names, WizardTexts texts) {
        List<InvitedName> checked = new ArrayList<>();
        Map<String, String> looks = new HashMap<>();
        names.forEach(typed -> {
            try {
                PersonName name = PersonName.parse(typed);
                String twin = looks.putIfAbsent(name.looks(), name.value());
                String problem = twin == null ? "" : twin(twin, name.value(), texts);
                checked.add(new InvitedName(name.value(), DisplayText.name(name.value()), problem));
            } catch (SetupException e) {
                checked.add(new InvitedName(typed, DisplayText.name(typed), e.sentence()));
            }
        });
        return checked;
    }

    private static String twin(String first, String second, WizardTexts texts) {
        return first.equals(second) ? texts.of("people.twice") : texts.of("people.looksLike", DisplayText.name(first));
    }
}
