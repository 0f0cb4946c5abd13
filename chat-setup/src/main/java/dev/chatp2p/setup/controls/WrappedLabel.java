package dev.chatp2p.setup.controls;

import dev.chatp2p.core.text.RightToLeft;
import java.util.Optional;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * A label that wraps and may hold names and words of people: what is written from right to left is laid out in pieces, because
 * JavaFX 26 throws when it breaks a line within it.
 */
public final class WrappedLabel extends Label {

    /** Letters in a piece. */
    private static final int PIECE = 12;

    private static final Font NOT_MEASURED = Font.font(1);

    private final TextFlow pieces = new TextFlow();
    private Optional<Node> icon = Optional.empty();
    private double widest;

    /** Of the widest piece; another font than the label has if it is to be measured anew. */
    private Font measuredIn = NOT_MEASURED;

    /** An empty one, never less high than its lines need. */
    public WrappedLabel() {
        setWrapText(true);
        setMinHeight(Region.USE_PREF_SIZE);
        pieces.textAlignmentProperty().bind(textAlignmentProperty());
        textProperty().subscribe(this::arrange);
    }

    /** Shows a picture before the text, in place of the graphic of other labels. */
    public void setIcon(Node picture) {
        icon = Optional.of(picture);
        arrange();
    }

    /** Shows no picture any more. */
    public void removeIcon() {
        icon = Optional.empty();
        arrange();
    }

    private void arrange() {
        String text = getText();
        pieces.getChildren().clear();
        measuredIn = NOT_MEASURED;
        if (!RightToLeft.isIn(text)) {
            setContentDisplay(ContentDisplay.LEFT);
            setGraphic(icon.orElse(null));
            return;
        }
        setGraphic(pieces);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        pieces.setNodeOrientation(
                RightToLeft.begins(text) ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
        icon.ifPresent(picture -> pieces.getChildren().addAll(picture, new Text(" ")));
        RightToLeft.pieces(text, PIECE).forEach(piece -> pieces.getChildren().add(words(piece)));
    }

    private Text words(String piece) {
        Text words = new Text(piece);
        words.fontProperty().bind(fontProperty());
        words.fillProperty().bind(textFillProperty());
        return words;
    }

    private boolean isInPieces() {
        return pieces.equals(getGraphic());
    }

    @Override
    protected double computePrefWidth(double height) {
        return isInPieces()
                ? snappedLeftInset() + snapSizeX(pieces.prefWidth(-1)) + snappedRightInset()
                : super.computePrefWidth(height);
    }

    @Override
    protected double computePrefHeight(double width) {
        return isInPieces()
                ? snappedTopInset() + snapSizeY(pieces.prefHeight(inside(width))) + snappedBottomInset()
                : super.computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        if (isInPieces()) {
            // Not by the skin, which would make them as narrow as the label.
            pieces.resizeRelocate(
                    snappedLeftInset(),
                    snappedTopInset(),
                    inside(getWidth()),
                    getHeight() - snappedTopInset() - snappedBottomInset());
        } else {
            super.layoutChildren();
        }
    }

    /** How wide the lines are: never narrower than a piece, which would have to be broken. */
    private double inside(double width) {
        return width < 0 ? -1 : Math.max(widestPiece(), width - snappedLeftInset() - snappedRightInset());
    }

    private double widestPiece() {
        if (!getFont().equals(measuredIn)) {
            measuredIn = getFont();
            widest = 0;
            for (Node piece : pieces.getChildren()) {
                // Not the piece itself, which knows how wide it is in the lines of before.
                Text alone = new Text(piece instanceof Text words ? words.getText() : "");
                alone.setFont(piece instanceof Text words ? words.getFont() : measuredIn);
                widest = Math.max(widest, Math.ceil(alone.getLayoutBounds().getWidth()));
            }
        }
        return widest;
    }
}
