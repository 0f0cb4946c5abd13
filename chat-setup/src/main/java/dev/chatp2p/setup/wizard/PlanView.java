package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.controls.WrappedLabel;
import dev.chatp2p.setup.plan.PlanStep.Action;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What would be done to the network, as a list. */
final class PlanView extends VBox implements FillsPage {

    private static final double ROW_HEIGHT = 48;
    private static final double LEAST_HEIGHT = 140;

    PlanView(PlanModel model, WizardTexts texts) {
        getStyleClass().add("page");
        SentenceView conflicts = SentenceView.problem();
        conflicts.textProperty().set(model.hasConflicts() ? texts.of("plan.conflicts") : "");
        Label summary = new Label(model.summary());
        summary.setId("plan-summary");
        summary.getStyleClass().add("secondary");
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        RowList<PlanRow> list =
                new RowList<>("plan-list", FXCollections.observableArrayList(model.rows()), ROW_HEIGHT, LEAST_HEIGHT);
        list.setAccessibleText(texts.of("plan.list"));
        list.setCellFactory(view -> new Cell(texts));
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(conflicts, summary, list);
        if (model.deletes()) {
            Label forGood = new Label(texts.of("plan.forGood"));
            forGood.getStyleClass().add("explanation-text");
            forGood.setWrapText(true);
            forGood.setMinHeight(Region.USE_PREF_SIZE);
            getChildren().add(forGood);
        }
    }

    /** The sign of what is done, beside its word. */
    private static String icon(Action action) {
        return switch (action) {
            case CREATE -> "mdi2p-plus-circle-outline";
            case CHANGE -> "mdi2p-pencil-outline";
            case KEEP -> "mdi2c-check";
            case DELETE -> "mdi2m-minus-circle-outline";
            case CONFLICT -> "mdi2a-alert-circle-outline";
        };
    }

    /** A heading or an entity. */
    private static final class Cell extends RowCell<PlanRow> {
        private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

        private final WizardTexts texts;
        private final Label heading = new Label();
        private final FontIcon icon = new FontIcon();
        private final Label name = new Label();
        private final Label kind = new Label();
        private final Label reason = new WrappedLabel();
        private final HBox row;

        private Cell(WizardTexts texts) {
            this.texts = texts;
            getStyleClass().add("row");
            heading.getStyleClass().add("section-heading");
            name.getStyleClass().add("name");
            name.setMinWidth(0);
            kind.getStyleClass().add("secondary");
            kind.setMinWidth(Region.USE_PREF_SIZE);
            reason.getStyleClass().add("secondary");
            reason.managedProperty().bind(reason.visibleProperty());
            HBox title = new HBox(name, kind);
            title.getStyleClass().add("line");
            VBox words = new VBox(title, reason);
            words.setMinWidth(0);
            words.getStyleClass().add("row-words");
            HBox.setHgrow(words, Priority.ALWAYS);
            row = new HBox(icon, words);
            row.getStyleClass().add("row-line");
        }

        @Override
        protected void updateItem(PlanRow item, boolean empty) {
            super.updateItem(item, empty);
            pseudoClassStateChanged(HEADING, !empty && item instanceof PlanRow.Heading);
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            for (Action action : Action.values()) {
                pseudoClassStateChanged(
                        PseudoClass.getPseudoClass(action.name().toLowerCase(Locale.ROOT)), action == item.action());
            }
            switch (item) {
                case PlanRow.Heading title -> {
                    heading.setText(texts.of("plan.heading", title.title(), title.count()));
                    setAccessibleText(heading.getText());
                    setGraphic(heading);
                }
                case PlanRow.Line line -> show(line);
            }
        }

        private void show(PlanRow.Line line) {
            icon.setIconLiteral(icon(line.action()));
            name.setText(line.name());
            kind.setText(line.kind());
            reason.setText(line.reason());
            reason.setVisible(!line.reason().isEmpty());
            setAccessibleText(String.join(
                    ", ",
                    texts.of("plan." + line.action().name().toLowerCase(Locale.ROOT)),
                    line.name(),
                    line.kind(),
                    line.reason()));
            setGraphic(row);
        }
    }
}
