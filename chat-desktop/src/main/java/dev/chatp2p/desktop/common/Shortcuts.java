package dev.chatp2p.desktop.common;

import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** The keys that work everywhere in a window. Escape is none of them: it must never answer or decline. */
public final class Shortcuts {

    public static final KeyCombination FIND = new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN);
    public static final KeyCombination ANSWER = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
    public static final KeyCombination DECLINE = new KeyCodeCombination(KeyCode.D, KeyCombination.SHORTCUT_DOWN);
    public static final KeyCombination CALL = new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN);
    public static final KeyCombination HANG_UP = new KeyCodeCombination(KeyCode.E, KeyCombination.SHORTCUT_DOWN);

    /** What people try as well. */
    public static final List<KeyCombination> FIND_TOO =
            List.of(FIND, new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN));

    private Shortcuts() {}
}
