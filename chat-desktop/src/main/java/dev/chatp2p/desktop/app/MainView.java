package dev.chatp2p.desktop.app;

import com.google.inject.Inject;
import dev.chatp2p.desktop.call.CallBarViewModel;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Shortcuts;
import dev.chatp2p.desktop.contacts.ContactsView;
import dev.chatp2p.desktop.conversation.ConversationView;
import dev.chatp2p.desktop.conversation.ConversationViewModel;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The chat: the people on the left, the conversation on the right, and calls above it. */
final class MainView {

    /** Below this width the list and the conversation take turns; pixels. */
    static final double COMPACT_BELOW = 720;

    private static final double LIST_WIDTH = 304;

    private final CallBarViewModel calls;
    private final ConversationViewModel conversationModel;
    private final Navigation navigation;

    private final Runnable placeDivider = this::placeDivider;

    /** How wide the list was before the window became narrow; pixels. */
    private double listWidth = LIST_WIDTH;

    @FXML
    private VBox root;

    @FXML
    private SplitPane split;

    @FXML
    private StackPane left;

    @FXML
    private VBox right;

    @FXML
    private Parent callBar;

    @FXML
    private ContactsView contactsController;

    @FXML
    private Parent conversation;

    @FXML
    private ConversationView conversationController;

    @FXML
    private Parent secondFactor;

    @Inject
    MainView(CallBarViewModel calls, ConversationViewModel conversationModel, Navigation navigation) {
        this.calls = calls;
        this.conversationModel = conversationModel;
        this.navigation = navigation;
    }

    @FXML
    void initialize() {
        conversationController.onGoToList(contactsController::focusList);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::handleShortcut);
        root.widthProperty().subscribe(this::arrange);
        navigation.selectedProperty().subscribe(this::arrange);
        secondFactor.visibleProperty().bind(navigation.secondFactorProperty());
        conversation.visibleProperty().bind(navigation.secondFactorProperty().not());
        navigation.secondFactorProperty().subscribe(this::arrange);
    }

    private void arrange() {
        double width = root.getWidth();
        if (width <= 0) {
            return;
        }
        boolean compact = width < COMPACT_BELOW;
        if (compact && !navigation.compactProperty().get() && left.getWidth() > 0) {
            listWidth = left.getWidth();
        }
        navigation.compactProperty().set(compact);
        if (!compact) {
            showBoth(width);
        } else if (navigation.selected().isPresent()
                || navigation.secondFactorProperty().get()) {
            showOnly(right);
        } else {
            showOnly(left);
        }
    }

    private void showBoth(double width) {
        if (split.getItems().size() == 2) {
            // Both are there and keep the widths the person has given them, except for the very first time.
            if (left.getWidth() == 0) {
                split.setDividerPositions(listWidth / width);
            }
            return;
        }
        moveCallBarTo(right);
        left.setMaxWidth(400);
        split.getItems().setAll(left, right);
        // The divider's position is a part of the width, and the split pane gets its new width with the next layout.
        Scene scene = root.getScene();
        if (scene != null) {
            scene.addPostLayoutPulseListener(placeDivider);
        }
    }

    private void placeDivider() {
        split.setDividerPositions(listWidth / split.getWidth());
        root.getScene().removePostLayoutPulseListener(placeDivider);
    }

    private void showOnly(Region pane) {
        if (split.getItems().equals(List.of(pane))) {
            return;
        }
        left.setMaxWidth(Double.MAX_VALUE);
        split.getItems().setAll(pane);
        moveCallBarTo(pane.equals(right) ? right : root);
    }

    /** Calls are shown whatever is open, so the bar goes where it can be seen. */
    private void moveCallBarTo(VBox place) {
        if (!place.equals(callBar.getParent())) {
            if (callBar.getParent() instanceof VBox before) {
                before.getChildren().remove(callBar);
            }
            place.getChildren().addFirst(callBar);
        }
    }

    private void handleShortcut(KeyEvent event) {
        if (Shortcuts.ANSWER.match(event)) {
            calls.answer();
        } else if (Shortcuts.DECLINE.match(event)) {
            calls.decline();
        } else if (Shortcuts.CALL.match(event)) {
            conversationModel.call();
        } else if (Shortcuts.HANG_UP.match(event)) {
            conversationModel.hangUp();
        } else if (Shortcuts.SWITCH.match(event) || Shortcuts.SEARCH.match(event) || Shortcuts.FIND.match(event)) {
            if (navigation.compactProperty().get()) {
                navigation.leave();
            }
            contactsController.focusSearch();
        } else {
            return;
        }
        event.consume();
    }
}
