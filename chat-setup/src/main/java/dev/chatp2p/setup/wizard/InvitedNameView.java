package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.controls.WrappedLabel;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A person on the list of people to invite. */
final class InvitedNameView extends RowCell<InvitedName> {

    private final PeopleModel model;
    private final WizardTexts texts;
    private final Label name = new Label();
    private final WrappedLabel problem = new WrappedLabel();
    private final Button remove = new Button("", new FontIcon("mdi2c-close"));
    private final HBox row;

    InvitedNameView(PeopleModel model, WizardTexts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("row");
        problem.getStyleClass().add("field-problem");
        problem.setIcon(new FontIcon("mdi2a-alert-circle-outline"));
        problem.managedProperty().bind(problem.visibleProperty());
        remove.getStyleClass().add("icon-button");
        VBox words = new VBox(name, problem);
        words.setMinWidth(0);
        words.getStyleClass().add("row-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        row = new HBox(new FontIcon("mdi2a-account-outline"), words, remove);
        row.getStyleClass().add("row-line");
    }

    @Override
    protected void updateItem(InvitedName person, boolean empty) {
        super.updateItem(person, empty);
        if (empty || person == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        name.setText(person.shown());
        problem.setText(person.problem());
        problem.setVisible(!person.isUsable());
        remove.setAccessibleText(texts.of("people.removeOne", person.shown()));
        remove.setOnAction(event -> model.remove(person));
        setAccessibleText(person.isUsable() ? person.shown() : person.shown() + ". " + person.problem());
        setGraphic(row);
    }
}
