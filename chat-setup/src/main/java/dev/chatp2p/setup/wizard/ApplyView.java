package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.wizard.ApplyRow.State;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;

/** How far carrying out a plan is. */
final class ApplyView extends VBox implements FillsPage {

    private static final double ROW_HEIGHT = 32;
    private static final double LEAST_HEIGHT = 120;

    /** Rows to keep in view before the one that is being done. */
    private static final int BEFORE = 3;

    private final ApplyModel model;
    private final WizardTexts texts;
    private final RowList<ApplyRow> list;

    ApplyView(ApplyModel model, WizardTexts texts) {
        this.model = model;
        this.texts = texts;
        this.list =
                new RowList<>("apply-list", FXCollections.observableArrayList(model.rows()), ROW_HEIGHT, LEAST_HEIGHT);
        getStyleClass().add("page");
        SentenceView problem = SentenceView.problem();
        problem.textProperty().bind(model.problemProperty());
        SentenceView notice = SentenceView.notice("apply-notice");
        notice.textProperty().bind(model.noticeProperty());
        list.setAccessibleText(texts.of("apply.list"));
        list.setFixedCellSize(ROW_HEIGHT);
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new Cell());
        list.setVisible(!model.rows().isEmpty());
        list.managedProperty().bind(list.visibleProperty());
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(problem, notice, progress(), list);
        model.statusProperty().subscribe(this::follow);
    }

    private Node progress() {
        ProgressBar bar = new ProgressBar();
        bar.setId("apply-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(model.progressProperty());
        bar.setAccessibleText(texts.of("apply.progress"));
        Label status = new Label();
        status.setId("apply-status");
        status.getStyleClass().add("secondary");
        status.setMaxWidth(Double.MAX_VALUE);
        status.textProperty().bind(model.statusProperty());
        HBox.setHgrow(status, Priority.ALWAYS);
        Button stop = new Button(texts.of("apply.stop"));
        stop.setId("apply-stop");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.visibleProperty().bind(model.stoppableProperty());
        stop.managedProperty().bind(stop.visibleProperty());
        stop.setOnAction(event -> model.stop());
        HBox line = new HBox(status, stop);
        line.getStyleClass().add("line");
        line.visibleProperty().bind(status.textProperty().isNotEmpty());
        line.managedProperty().bind(line.visibleProperty());
        VBox progress = new VBox(bar, line);
        progress.getStyleClass().add("progress-box");
        return progress;
    }

    /** Keeps the step that is being done in view. */
    private void follow() {
        if (list.getItems().size() * ROW_HEIGHT <= list.getHeight()) {
            return;
        }
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i).stateProperty().get() == State.NOW) {
                list.reveal(Math.max(0, i - BEFORE));
                return;
            }
        }
    }

    /** One step. */
    private final class Cell extends RowCell<ApplyRow> {
        private final FontIcon icon = new FontIcon();
        private final Label words = new Label();
        private final Label state = new Label();
        private final HBox row;
        private Subscription watching = Subscription.EMPTY;

        private Cell() {
            getStyleClass().add("row");
            words.setMinWidth(0);
            words.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(words, Priority.ALWAYS);
            state.getStyleClass().add("secondary");
            state.setMinWidth(Region.USE_PREF_SIZE);
            row = new HBox(icon, words, state);
            row.getStyleClass().add("row-line");
        }

        @Override
        protected void updateItem(ApplyRow item, boolean empty) {
            super.updateItem(item, empty);
            watching.unsubscribe();
            watching = Subscription.EMPTY;
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            words.setText(item.words());
            watching = item.stateProperty().subscribe(this::show);
            setGraphic(row);
        }

        private void show(State now) {
            icon.setIconLiteral(
                    switch (now) {
                        case PENDING -> "mdi2c-circle-outline";
                        case NOW -> "mdi2p-progress-clock";
                        case DONE -> "mdi2c-check";
                        case FAILED -> "mdi2a-alert-circle-outline";
                    });
            for (State one : State.values()) {
                pseudoClassStateChanged(PseudoClass.getPseudoClass(one.name().toLowerCase(Locale.ROOT)), one == now);
            }
            state.setText(texts.of("apply.state." + now.name().toLowerCase(Locale.ROOT)));
            setAccessibleText(words.getText() + ", " + state.getText());
        }
    }
}
