package dev.chatp2p.setup.wizard;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A big button with an icon, a name and a line of help, as high as the help needs at its width. (A plain button gives a
 * graphic its preferred width, so that nothing in it wraps.)
 */
final class ChoiceButton extends Button {

    private final HBox row;

    /**
     * @param icon an Ikonli name
     * @param name what is chosen
     * @param help what that means
     */
    ChoiceButton(String icon, String name, String help) {
        Label title = new Label(name);
        title.getStyleClass().add("choice-name");
        Label line = new Label(help);
        line.getStyleClass().add("choice-help");
        line.setWrapText(true);
        VBox words = new VBox(title, line);
        words.getStyleClass().add("choice-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        Node arrow = new FontIcon("mdi2c-chevron-right");
        arrow.getStyleClass().add("choice-arrow");
        row = new HBox(IconTile.of(icon), words, arrow);
        row.getStyleClass().add("choice-row");
        getStyleClass().add("choice");
        setGraphic(row);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setMaxWidth(Double.MAX_VALUE);
        setAccessibleText(name + ". " + help);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? -1 : width - snappedLeftInset() - snappedRightInset();
        return snappedTopInset() + snapSizeY(row.prefHeight(inner)) + snappedBottomInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        row.resizeRelocate(
                snappedLeftInset(),
                snappedTopInset(),
                Math.max(0, getWidth() - snappedLeftInset() - snappedRightInset()),
                Math.max(0, getHeight() - snappedTopInset() - snappedBottomInset()));
    }
}
