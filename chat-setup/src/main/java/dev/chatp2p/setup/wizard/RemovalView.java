package dev.chatp2p.setup.wizard;

import dev.chatp2p.core.text.RightToLeft;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Whom, or what, to take from the network. */
final class RemovalView extends VBox implements FillsPage {

    private static final double ROW_HEIGHT = 36;
    private static final double LEAST_HEIGHT = 110;

    RemovalView(RemovalModel model, WizardTexts texts) {
        getStyleClass().add("page");
        SentenceView problem = SentenceView.problem();
        problem.textProperty().bind(model.problemProperty());
        CheckBox everything = new CheckBox(texts.of("removal.everything", model.service()));
        everything.setId("removal-everything");
        // JavaFX 26 throws when it breaks a line within what is written from right to left.
        everything.setWrapText(!RightToLeft.isIn(everything.getText()));
        everything.setMinHeight(Region.USE_PREF_SIZE);
        everything.selectedProperty().bindBidirectional(model.everythingProperty());
        getChildren().addAll(problem, list(model, texts), everything);
        disableProperty().bind(model.frame().busy());
    }

    private static RowList<RemovalChoice> list(RemovalModel model, WizardTexts texts) {
        RowList<RemovalChoice> list = new RowList<>("removal-list", model.people(), ROW_HEIGHT, LEAST_HEIGHT);
        list.setAccessibleText(texts.of("removal.list"));
        Label empty = new Label();
        empty.getStyleClass().add("secondary");
        model.lookingProperty()
                .subscribe(looking -> empty.setText(texts.of(looking ? "removal.looking" : "removal.nobody")));
        list.setPlaceholder(empty);
        list.setFixedCellSize(ROW_HEIGHT);
        list.setCellFactory(view -> new ChoiceCell());
        list.disableProperty().bind(model.everythingProperty());
        list.setOnKeyPressed(event -> {
            RemovalChoice chosen = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.SPACE && chosen != null) {
                chosen.tickedProperty().set(!chosen.tickedProperty().get());
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        return list;
    }

    /** A person who can be ticked. */
    private static final class ChoiceCell extends RowCell<RemovalChoice> {
        private final CheckBox box = new CheckBox();

        private ChoiceCell() {
            getStyleClass().addAll("row", "choice-row-cell");
        }

        @Override
        protected void updateItem(RemovalChoice choice, boolean empty) {
            RemovalChoice before = getItem();
            if (before != null) {
                box.selectedProperty().unbindBidirectional(before.tickedProperty());
            }
            super.updateItem(choice, empty);
            if (empty || choice == null) {
                setGraphic(null);
                return;
            }
            box.setText(choice.shown());
            box.selectedProperty().bindBidirectional(choice.tickedProperty());
            setAccessibleText(choice.shown());
            setGraphic(box);
        }
    }
}
