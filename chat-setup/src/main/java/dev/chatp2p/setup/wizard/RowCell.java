package dev.chatp2p.setup.wizard;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ListCell;

/**
 * Shows nothing but its graphic, as wide as the list and as high as its lines need when they wrap there. (A plain cell asks
 * the graphic how wide it wants to be.) The last one has the pseudo class {@code last}: below it is no line, but the border.
 */
abstract class RowCell<T> extends ListCell<T> {

    private static final PseudoClass LAST = PseudoClass.getPseudoClass("last");

    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        Node graphic = getGraphic();
        if (graphic == null) {
            return super.computePrefHeight(width);
        }
        double inner = (width < 0 ? getWidth() : width) - snappedLeftInset() - snappedRightInset();
        return snappedTopInset() + snapSizeY(graphic.prefHeight(Math.max(0, inner))) + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        pseudoClassStateChanged(LAST, getIndex() == getListView().getItems().size() - 1);
        Node graphic = getGraphic();
        if (graphic != null) {
            graphic.resizeRelocate(
                    snappedLeftInset(),
                    snappedTopInset(),
                    Math.max(0, getWidth() - snappedLeftInset() - snappedRightInset()),
                    Math.max(0, getHeight() - snappedTopInset() - snappedBottomInset()));
        }
    }
}
