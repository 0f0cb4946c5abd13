package dev.chatp2p.setup.wizard;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/** As high as its content where there is room, and scrolling where there is not. (A plain one has a height of its own.) */
final class PageScroll extends ScrollPane {

    private static final double LEAST_HEIGHT = 80;

    PageScroll() {
        getStyleClass().add("page-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinHeight(LEAST_HEIGHT);
        // The content has controls of its own to stop at.
        setFocusTraversable(false);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        Node content = getContent();
        if (content == null) {
            return LEAST_HEIGHT;
        }
        double inner = width < 0 ? -1 : width - snappedLeftInset() - snappedRightInset();
        return snappedTopInset() + snapSizeY(content.prefHeight(inner)) + snappedBottomInset();
    }
}
