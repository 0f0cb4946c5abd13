package dev.chatp2p.desktop.conversation;

import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/**
 * One bubble on its side of the list: the text, and the time beside it if both fit on one line, otherwise below. As wide as
 * its text, at most {@value #MOST_OF_WIDTH} of the list and {@value #WIDEST} pixels.
 */
final class BubbleView extends Region {

    static final double MOST_OF_WIDTH = 0.62;
    static final double WIDEST = 720;

    private static final double PAD_X = 12;
    private static final double PAD_Y = 10;
    private static final double TIME_GAP = 10;
    private static final double TIME_BELOW = 2;
    private static final PseudoClass MINE = PseudoClass.getPseudoClass("mine");

    private final Region back = new Region();
    private final Text body = new Text();
    private final Text time = new Text();
    private double gapAbove;
    private boolean mine;

    BubbleView() {
        getStyleClass().add("bubble-row");
        back.getStyleClass().add("bubble");
        body.getStyleClass().add("bubble-text");
        time.getStyleClass().add("bubble-time");
        getChildren().addAll(back, body, time);
    }

    /** Shows a message; the gap above it is in pixels. */
    void show(String words, String when, boolean isMine, double gap) {
        body.setText(words);
        time.setText(when);
        mine = isMine;
        gapAbove = gap;
        back.pseudoClassStateChanged(MINE, mine);
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return gapAbove + snapSizeY(measure(width < 0 ? WIDEST : width).height());
    }

    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        Shape shape = measure(getWidth());
        double width = snapSizeX(shape.width());
        double height = snapSizeY(shape.height());
        double left = mine ? snapPositionX(getWidth() - width) : 0;
        double top = gapAbove;
        back.resizeRelocate(left, top, width, height);
        Bounds words = body.getLayoutBounds();
        Bounds when = time.getLayoutBounds();
        body.relocate(left + PAD_X, top + PAD_Y);
        double timeTop = shape.beside()
                ? top + PAD_Y + words.getHeight() - when.getHeight()
                : top + height - PAD_Y - when.getHeight();
        time.relocate(left + width - PAD_X - when.getWidth(), timeTop);
    }

    private Shape measure(double rowWidth) {
        double limit = Math.max(60, Math.min(rowWidth * MOST_OF_WIDTH, WIDEST) - 2 * PAD_X);
        Bounds when = time.getLayoutBounds();
        wrapAt(0);
        double natural = Math.ceil(body.getLayoutBounds().getWidth());
        boolean oneLine = body.getText().indexOf('\n') < 0;
        if (oneLine && natural + TIME_GAP + when.getWidth() <= limit) {
            return new Shape(
                    natural + TIME_GAP + when.getWidth() + 2 * PAD_X,
                    body.getLayoutBounds().getHeight() + 2 * PAD_Y,
                    true);
        }
        wrapAt(Math.min(natural, limit));
        Bounds words = body.getLayoutBounds();
        return new Shape(
                Math.max(Math.min(words.getWidth(), limit), when.getWidth()) + 2 * PAD_X,
                words.getHeight() + TIME_BELOW + when.getHeight() + 2 * PAD_Y,
                false);
    }

    private void wrapAt(double width) {
        if (body.getWrappingWidth() != width) {
            body.setWrappingWidth(width);
        }
    }

    private record Shape(double width, double height, boolean beside) {}
}
