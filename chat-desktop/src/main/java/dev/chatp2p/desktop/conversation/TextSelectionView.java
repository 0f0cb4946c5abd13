package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.text.RightToLeft;
import java.text.BreakIterator;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Path;
import javafx.scene.text.HitInfo;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Selecting text that is only shown: by dragging, a word by two clicks, all by three. */
final class TextSelectionView {

    private static final int WORD = 2;
    private static final int ALL = 3;

    private final TextFlow flow;
    private final Path shape = new Path();
    private Runnable begin = () -> {};
    private int anchor;
    private int start;
    private int end;

    TextSelectionView(TextFlow flow) {
        this.flow = flow;
        shape.getStyleClass().add("text-selection");
        shape.setManaged(false);
        shape.setMouseTransparent(true);
        flow.setCursor(Cursor.TEXT);
        flow.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        flow.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    }

    /** What shows the selection; belongs below the text, in something with its size and reading direction. */
    Path shape() {
        return shape;
    }

    void onBegin(Runnable action) {
        begin = action;
    }

    void clear() {
        start = 0;
        end = 0;
        shape.getElements().clear();
    }

    /** What is selected; empty if nothing is. */
    String selectedText() {
        String text = text();
        int last = Math.min(end, text.length());
        return start < last ? text.substring(start, last).replace(RightToLeft.BREAK, "") : "";
    }

    private void pressed(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        begin.run();
        String text = text();
        int at = Math.min(indexAt(event), text.length());
        switch (event.getClickCount()) {
            case WORD -> select(wordStart(text, at), wordEnd(text, at));
            case ALL -> select(0, text.length());
            default -> {
                anchor = at;
                clear();
            }
        }
    }

    private void dragged(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() <= 1) {
            int at = Math.min(indexAt(event), text().length());
            select(Math.min(anchor, at), Math.max(anchor, at));
        }
    }

    private void select(int from, int to) {
        start = from;
        end = to;
        show();
    }

    /** Paints the selection anew, because the text is laid out anew. */
    void show() {
        if (start < end) {
            shape.getElements().setAll(flow.getRangeShape(start, end, false));
        } else {
            shape.getElements().clear();
        }
    }

    private int indexAt(MouseEvent event) {
        HitInfo hit = flow.getHitInfo(new Point2D(event.getX(), event.getY()));
        return hit.getInsertionIndex();
    }

    private String text() {
        StringBuilder all = new StringBuilder();
        flow.getChildren().forEach(part -> {
            if (part instanceof Text words) {
                all.append(words.getText());
            }
        });
        return all.toString();
    }

    private static int wordStart(String text, int at) {
        BreakIterator words = BreakIterator.getWordInstance();
        words.setText(text);
        return text.isEmpty() ? 0 : words.isBoundary(at) ? at : words.preceding(at);
    }

    private static int wordEnd(String text, int at) {
        BreakIterator words = BreakIterator.getWordInstance();
        words.setText(text);
        int next = at >= text.length() ? BreakIterator.DONE : words.following(at);
        return next == BreakIterator.DONE ? text.length() : next;
    }
}
