package dev.chatp2p.desktop.common;

import dev.chatp2p.core.text.RightToLeft;
import javafx.scene.control.TextArea;

/** Wraps the lines that a person types, except where JavaFX 26 throws. FX thread only. */
public final class LineWrapping {

    private LineWrapping() {}

    /**
     * Lets a text wrap as long as nothing in it is written from right to left, now and whenever it changes; one can still scroll
     * to the ends of such lines.
     */
    public static void follow(TextArea area) {
        area.textProperty().subscribe(() -> adjust(area));
        area.promptTextProperty().subscribe(() -> adjust(area));
        adjust(area);
    }

    private static void adjust(TextArea area) {
        area.setWrapText(!RightToLeft.isIn(area.getText()) && !RightToLeft.isIn(area.getPromptText()));
    }
}
