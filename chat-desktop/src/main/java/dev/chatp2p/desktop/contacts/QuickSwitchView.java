package dev.chatp2p.desktop.contacts;

import com.google.inject.Inject;
import dev.chatp2p.desktop.common.AvatarView;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.WideCell;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The field above everything else from which one jumps to a person. */
public final class QuickSwitchView {

    private static final double ROW = 48;

    private final QuickSwitchViewModel model;
    private final Texts texts;

    @FXML
    private StackPane backdrop;

    @FXML
    private TextField wanted;

    @FXML
    private ListView<ContactRow> matches;

    @FXML
    private Label nobody;

    @Inject
    QuickSwitchView(QuickSwitchViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        new OverlayView(backdrop, wanted, model.shownProperty());
        wanted.textProperty().bindBidirectional(model.wantedProperty());
        wanted.addEventFilter(KeyEvent.KEY_PRESSED, this::handleKey);
        matches.setItems(model.matches());
        matches.setCellFactory(list -> new MatchCell());
        matches.setFocusTraversable(false);
        matches.setFixedCellSize(ROW);
        matches.setOnMouseClicked(event -> {
            ContactRow row = matches.getSelectionModel().getSelectedItem();
            if (row != null) {
                model.open(row);
            }
        });
        model.chosenProperty().subscribe(this::select);
        model.matches().addListener((ListChangeListener<ContactRow>) change -> showMatches());
        showMatches();
    }

    private void showMatches() {
        int count = model.matches().size();
        matches.setPrefHeight(count * ROW + 2);
        matches.setMinHeight(count * ROW + 2);
        matches.setVisible(count > 0);
        matches.setManaged(count > 0);
        nobody.setVisible(count == 0);
        nobody.setManaged(count == 0);
        select();
    }

    private void select() {
        matches.getSelectionModel().clearAndSelect(model.chosenProperty().get());
        ContactRow chosen = matches.getSelectionModel().getSelectedItem();
        // The keyboard focus is in the field; this is what it is about.
        wanted.setAccessibleHelp(
                chosen == null
                        ? texts.of("switch.nobody")
                        : chosen.state().name() + ", " + chosen.state().presence());
        wanted.notifyAccessibleAttributeChanged(AccessibleAttribute.HELP);
    }

    private void handleKey(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> model.move(1);
            case UP -> model.move(-1);
            case ENTER -> model.open();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private static final class MatchCell extends WideCell<ContactRow> {

        private final AvatarView avatar = new AvatarView();
        private final Label name = new Label();
        private final Label presence = new Label();
        private final HBox row;

        MatchCell() {
            name.getStyleClass().add("name");
            presence.getStyleClass().add("last-line");
            VBox words = new VBox(name, presence);
            words.setMinWidth(0);
            words.getStyleClass().add("words");
            HBox.setHgrow(words, Priority.ALWAYS);
            row = new HBox(avatar, words);
            row.getStyleClass().add("match-row");
            getStyleClass().add("match-cell");
        }

        @Override
        protected void updateItem(ContactRow item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            ContactState state = item.state();
            avatar.setName(state.name());
            avatar.setPresence(state.online(), state.presence());
            name.setText(state.name());
            presence.setText(
                    state.identity().equals(state.name())
                            ? state.presence()
                            : state.identity() + " · " + state.presence());
            setAccessibleText(state.name() + ", " + state.presence());
            setGraphic(row);
        }
    }
}
