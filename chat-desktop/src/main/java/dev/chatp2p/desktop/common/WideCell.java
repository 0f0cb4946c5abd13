package dev.chatp2p.desktop.common;

import javafx.scene.Node;
import javafx.scene.control.ListCell;

/**
 * A list cell that shows nothing but its graphic, as wide as the list and as high as the graphic needs at that width. (A
 * plain cell gives a graphic its preferred width, so that lines neither wrap nor end in an ellipsis.)
 */
public abstract class WideCell<T> extends ListCell<T> {

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
        // The list also asks without a width, and would then take the height of unbroken lines for the real one.
        double outer = width < 0 ? getWidth() : width;
        double inner = Math.max(0, outer - snappedLeftInset() - snappedRightInset());
        return snappedTopInset() + snapSizeY(graphic.prefHeight(inner)) + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        Node graphic = getGraphic();
        if (graphic != null) {
            double left = snappedLeftInset();
            double top = snappedTopInset();
            graphic.resizeRelocate(
                    left,
                    top,
                    Math.max(0, getWidth() - left - snappedRightInset()),
                    Math.max(0, getHeight() - top - snappedBottomInset()));
        }
    }
}
