package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.controls.WrappedLabel;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.validation.ValidationResult;
import org.controlsfx.validation.ValidationSupport;
import org.controlsfx.validation.decoration.StyleClassValidationDecoration;
import org.kordamp.ikonli.javafx.FontIcon;

/** A field with its name above it and what is wrong with it below. */
final class FieldView extends VBox {

    private final WrappedLabel sentence = new WrappedLabel();

    /**
     * @param id the control's; the sentence about a problem has it too, with {@code -problem} behind
     * @param name above the field, and what a screen reader calls it
     * @param control gets the look of a problem while there is one
     * @param around the control, or what it stands in
     * @param problem a sentence; empty if there is none
     */
    FieldView(String id, String name, Control control, Node around, ObservableValue<String> problem) {
        getStyleClass().add("field");
        Label label = new Label(name);
        label.getStyleClass().add("field-name");
        label.setLabelFor(control);
        control.setId(id);
        control.setAccessibleText(name);
        control.setMaxWidth(Double.MAX_VALUE);
        VBox.setVgrow(around, Priority.NEVER);
        sentence.setId(id + "-problem");
        sentence.getStyleClass().add("field-problem");
        sentence.setIcon(new FontIcon("mdi2a-alert-circle-outline"));
        sentence.textProperty().bind(problem);
        sentence.visibleProperty().bind(sentence.textProperty().isNotEmpty());
        sentence.managedProperty().bind(sentence.visibleProperty());
        getChildren().addAll(label, around, sentence);
        managedProperty().bind(visibleProperty());
        validate(control, problem);
    }

    /** A field of text and nothing around it. */
    static FieldView of(String id, String name, TextField field, ObservableValue<String> problem) {
        return new FieldView(id, name, field, field, problem);
    }

    private static void validate(Control control, ObservableValue<String> problem) {
        ValidationSupport validation = new ValidationSupport();
        validation.setValidationDecorator(new StyleClassValidationDecoration("invalid", "doubtful"));
        validation.registerValidator(
                control,
                false,
                (checked, value) -> ValidationResult.fromErrorIf(
                        checked, problem.getValue(), !problem.getValue().isEmpty()));
        problem.subscribe(sentence -> {
            validation.revalidate();
            control.setAccessibleHelp(sentence);
        });
    }
}
