package dev.chatp2p.desktop.common;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * The keys of a window, all in one place: {@link #ALL} is what the help lists. Escape answers and declines nothing: it only ever
 * goes back.
 */
public final class Shortcuts {

    /**
     * One of them.
     *
     * @param keys what to press
     * @param description key of the words that say what it does
     */
    public record Shortcut(KeyCombination keys, String description) {}

    /** Opens the quick switcher. */
    public static final KeyCombination SWITCH = shortcut(KeyCode.K);
    /** Goes to the search for people and messages. */
    public static final KeyCombination SEARCH =
            new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
    /** Looks for words in the open conversation. */
    public static final KeyCombination FIND = shortcut(KeyCode.F);

    public static final KeyCombination NEXT = new KeyCodeCombination(KeyCode.DOWN, KeyCombination.ALT_DOWN);
    public static final KeyCombination PREVIOUS = new KeyCodeCombination(KeyCode.UP, KeyCombination.ALT_DOWN);

    /** Open the first nine conversations of the list. */
    public static final List<KeyCombination> NTH = List.of(
                    KeyCode.DIGIT1,
                    KeyCode.DIGIT2,
                    KeyCode.DIGIT3,
                    KeyCode.DIGIT4,
                    KeyCode.DIGIT5,
                    KeyCode.DIGIT6,
                    KeyCode.DIGIT7,
                    KeyCode.DIGIT8,
                    KeyCode.DIGIT9)
            .stream()
            .map(Shortcuts::shortcut)
            .toList();

    public static final KeyCombination ADD_CONTACT = shortcut(KeyCode.N);
    public static final KeyCombination DETAILS = shortcut(KeyCode.I);
    public static final KeyCombination CALL = shortcut(KeyCode.L);
    public static final KeyCombination ANSWER = shortcut(KeyCode.ENTER);
    public static final KeyCombination DECLINE = shortcut(KeyCode.D);
    public static final KeyCombination HANG_UP = shortcut(KeyCode.E);
    public static final KeyCombination SETTINGS = shortcut(KeyCode.COMMA);
    public static final KeyCombination HELP = new KeyCodeCombination(KeyCode.F1);
    public static final KeyCombination SEND = new KeyCodeCombination(KeyCode.ENTER);
    public static final KeyCombination NEW_LINE = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHIFT_DOWN);
    public static final KeyCombination BACK = new KeyCodeCombination(KeyCode.ESCAPE);

    /** All of them, in the order in which they are listed. */
    public static final List<Shortcut> ALL = List.of(
            new Shortcut(SWITCH, "shortcut.switch"),
            new Shortcut(SEARCH, "shortcut.search"),
            new Shortcut(FIND, "shortcut.find"),
            new Shortcut(NEXT, "shortcut.next"),
            new Shortcut(PREVIOUS, "shortcut.previous"),
            new Shortcut(NTH.getFirst(), "shortcut.nth"),
            new Shortcut(ADD_CONTACT, "shortcut.addContact"),
            new Shortcut(DETAILS, "shortcut.details"),
            new Shortcut(CALL, "shortcut.call"),
            new Shortcut(ANSWER, "shortcut.answer"),
            new Shortcut(DECLINE, "shortcut.decline"),
            new Shortcut(HANG_UP, "shortcut.hangUp"),
            new Shortcut(SEND, "shortcut.send"),
            new Shortcut(NEW_LINE, "shortcut.newLine"),
            new Shortcut(SETTINGS, "shortcut.settings"),
            new Shortcut(HELP, "shortcut.help"),
            new Shortcut(BACK, "shortcut.back"));

    private Shortcuts() {}

    /** Which of {@link #NTH} that is, from 0. */
    public static OptionalInt nth(KeyEvent event) {
        return IntStream.range(0, NTH.size())
                .filter(place -> NTH.get(place).match(event))
                .findFirst();
    }

    private static KeyCombination shortcut(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }
}
