package dev.chatp2p.desktop.conversation;

import com.google.inject.Inject;
import dev.chatp2p.desktop.common.AvatarView;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Shortcuts;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.conversation.ConversationScreen.Action;
import dev.chatp2p.desktop.conversation.ConversationScreen.Strip;
import dev.chatp2p.desktop.conversation.ConversationScreen.Vouching;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The right pane. */
public final class ConversationView {

    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");
    private static final PseudoClass CLAIMED = PseudoClass.getPseudoClass("claimed");

    private final ConversationViewModel model;
    private final Navigation navigation;
    private final TimeLabels times;
    private final Texts texts;

    /** Whether the keyboard focus was wanted here while nothing could be written. */
    private boolean focusWhenWritable;

    /** Where the keyboard focus was at that time. */
    private Optional<Node> focusedWhenAsked = Optional.empty();

    @FXML
    private VBox nobody;

    @FXML
    private Button goToList;

    @FXML
    private VBox conversation;

    @FXML
    private Button back;

    @FXML
    private AvatarView avatar;

    @FXML
    private Label name;

    @FXML
    private Label vouching;

    @FXML
    private Label presence;

    @FXML
    private Button call;

    @FXML
    private Button hangUp;

    @FXML
    private HBox strip;

    @FXML
    private FontIcon stripIcon;

    @FXML
    private Label stripText;

    @FXML
    private Button stripButton;

    @FXML
    private Button stripDismiss;

    @FXML
    private ListView<Entry> messages;

    @FXML
    private VBox noMessages;

    @FXML
    private Label noMessagesHelp;

    @FXML
    private Button newest;

    @FXML
    private TextArea text;

    @FXML
    private Button send;

    @Inject
    ConversationView(ConversationViewModel model, Navigation navigation, TimeLabels times, Texts texts) {
        this.model = model;
        this.navigation = navigation;
        this.times = times;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        new MessageListView(messages, newest, noMessages, times, texts).follow(model.openProperty());
        new ComposerView(text, send, model, texts);
        back.visibleProperty().bind(navigation.compactProperty());
        back.managedProperty().bind(navigation.compactProperty());
        back.setOnAction(event -> model.back());
        call.setOnAction(event -> model.call());
        hangUp.setOnAction(event -> model.hangUp());
        stripButton.setOnAction(event -> model.act(model.screen().strip().action()));
        stripDismiss.setOnAction(event -> model.dismiss());
        model.openProperty().subscribe(this::showOpen);
        model.screenProperty().subscribe(this::showScreen);
        text.disabledProperty().subscribe(disabled -> {
            if (!disabled) {
                becameWritable();
            }
        });
        navigation.writeRequestsProperty().subscribe(this::takeFocus);
    }

    /** What the button of the pane without a conversation does. */
    public void onGoToList(Runnable action) {
        goToList.setOnAction(event -> action.run());
    }

    private void showOpen(Optional<ConversationModel> open) {
        show(nobody, open.isEmpty());
        show(conversation, open.isPresent());
    }

    private void showScreen(ConversationScreen screen) {
        avatar.setName(screen.name());
        avatar.setPresence(screen.online());
        name.setText(screen.name());
        presence.setText(screen.presence());
        showVouching(screen.vouching());
        show(call, screen.action() == Action.CALL);
        show(hangUp, screen.action() == Action.HANG_UP);
        call.setTooltip(new Tooltip(texts.of("conversation.callHelp", screen.name(), Shortcuts.CALL.getDisplayText())));
        hangUp.setTooltip(new Tooltip(texts.of("conversation.hangUpHelp", Shortcuts.HANG_UP.getDisplayText())));
        noMessagesHelp.setText(texts.of("conversation.emptyHelp", screen.name()));
        showStrip(screen.strip());
    }

    private void showVouching(Vouching now) {
        show(vouching, now != Vouching.UNKNOWN);
        vouching.pseudoClassStateChanged(CLAIMED, now == Vouching.CLAIMED);
        if (now != Vouching.UNKNOWN) {
            boolean vouched = now == Vouching.VOUCHED;
            vouching.setText(texts.of(vouched ? "conversation.vouched" : "conversation.claimed"));
            vouching.setGraphic(new FontIcon(vouched ? "mdi2s-shield-check-outline" : "mdi2h-help-circle-outline"));
            vouching.setTooltip(
                    new Tooltip(texts.of(vouched ? "conversation.vouchedHelp" : "conversation.claimedHelp")));
        }
    }

    private void showStrip(Strip now) {
        show(strip, now.kind() != Strip.Kind.HIDDEN);
        boolean problem = now.kind() == Strip.Kind.PROBLEM;
        strip.pseudoClassStateChanged(PROBLEM, problem);
        stripIcon.setIconLiteral(problem ? "mdi2a-alert-circle-outline" : "mdi2p-phone-outgoing");
        stripText.setText(now.sentence());
        stripButton.setText(now.label());
        show(stripButton, now.action() != Action.NONE);
        show(stripDismiss, problem);
    }

    private void takeFocus() {
        focusedWhenAsked = focusOwner();
        text.requestFocus();
        focusWhenWritable = text.isDisabled();
    }

    private void becameWritable() {
        Optional<Node> now = focusOwner();
        // Whoever has begun to write elsewhere meanwhile is not interrupted.
        boolean busyElsewhere =
                now.filter(TextInputControl.class::isInstance).isPresent() && !now.equals(focusedWhenAsked);
        if (focusWhenWritable && !busyElsewhere) {
            text.requestFocus();
        }
        focusWhenWritable = false;
    }

    private Optional<Node> focusOwner() {
        return Optional.ofNullable(text.getScene()).map(Scene::getFocusOwner);
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
