package dev.chatp2p.desktop.conversation;

import com.google.inject.Inject;
import dev.chatp2p.desktop.common.AvatarView;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Shortcuts;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.common.VouchingChip;
import dev.chatp2p.desktop.conversation.ConversationScreen.Action;
import dev.chatp2p.desktop.conversation.ConversationScreen.Strip;
import dev.chatp2p.desktop.conversation.ConversationScreen.Vouching;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.javafx.FontIcon;

/** The right pane. */
public final class ConversationView {

    /** Between a menu and the edge of the window; pixels. */
    private static final double MENU_GAP = 8;

    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");
    private static final PseudoClass NOTE = PseudoClass.getPseudoClass("note");

    private final ConversationViewModel model;
    private final MessagesModel messagesModel;
    private final ComposerViewModel composer;
    private final RecentEmojiModel recentEmoji;
    private final ConversationSearchModel search;
    private final ConversationActionsModel actions;
    private final LinkQuestionView linkQuestion;
    private final Navigation navigation;
    private final TimeLabels times;
    private final Texts texts;

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
    private Button find;

    @FXML
    private Button call;

    @FXML
    private Button hangUp;

    @FXML
    private Button info;

    @FXML
    private MenuButton more;

    @FXML
    private MenuItem exportText;

    @FXML
    private MenuItem exportJson;

    @FXML
    private MenuItem delete;

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
    private HBox findBar;

    @FXML
    private TextField findField;

    @FXML
    private Label findCount;

    @FXML
    private Button findNext;

    @FXML
    private Button findPrevious;

    @FXML
    private Button findClose;

    @FXML
    private ListView<Entry> messages;

    @FXML
    private VBox noMessages;

    @FXML
    private Label noMessagesTitle;

    @FXML
    private Button noMessagesCall;

    @FXML
    private HBox notLoaded;

    @FXML
    private Button loadAgain;

    @FXML
    private Button newest;

    @FXML
    private Label typing;

    @FXML
    private HBox actionBar;

    @FXML
    private FontIcon actionIcon;

    @FXML
    private Label actionText;

    @FXML
    private Button actionButton;

    @FXML
    private Button actionDismiss;

    @FXML
    private HBox replyBar;

    @FXML
    private Label replyAuthor;

    @FXML
    private Label replyText;

    @FXML
    private Button replyCancel;

    @FXML
    private TextArea text;

    @FXML
    private Button emoji;

    @FXML
    private Button send;

    @FXML
    private Label composerProblem;

    @Inject
    ConversationView(
            ConversationViewModel model,
            MessagesModel messagesModel,
            ComposerViewModel composer,
            RecentEmojiModel recentEmoji,
            ConversationSearchModel search,
            ConversationActionsModel actions,
            LinkQuestionView linkQuestion,
            Navigation navigation,
            TimeLabels times,
            Texts texts) {
        this.model = model;
        this.messagesModel = messagesModel;
        this.composer = composer;
        this.recentEmoji = recentEmoji;
        this.search = search;
        this.actions = actions;
        this.linkQuestion = linkQuestion;
        this.navigation = navigation;
        this.times = times;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        new MessageListView(
                messages, newest, messagesModel, model, search, actions, composer, linkQuestion, times, texts);
        new ComposerView(
                new ComposerView.Parts(
                        text, send, emoji, replyBar, replyAuthor, replyText, replyCancel, composerProblem),
                composer,
                recentEmoji,
                model,
                texts);
        new ActionBarView(actionBar, actionIcon, actionText, actionButton, actionDismiss, actions, text::requestFocus);
        FindBarView bar = new FindBarView(
                findBar, findField, findCount, findNext, findPrevious, findClose, search, texts, text::requestFocus);
        setUpHeader(bar);
        stripButton.setOnAction(event -> model.act(model.screen().strip().action()));
        stripDismiss.setOnAction(event -> model.dismiss());
        noMessagesCall.setOnAction(event -> model.call());
        loadAgain.setOnAction(event -> messagesModel.again());
        notLoaded.visibleProperty().bind(messagesModel.failedProperty());
        newest.setTooltip(new Tooltip(texts.of("conversation.newBelowHelp")));
        conversation.addEventHandler(KeyEvent.KEY_PRESSED, event -> handleKey(event, bar));
        messagesModel.entries().subscribe(this::showEmptiness);
        messagesModel.loadedProperty().subscribe(loaded -> showEmptiness());
        model.openProperty().subscribe(this::showOpen);
        model.screenProperty().subscribe(this::showScreen);
        navigation.writeRequestsProperty().subscribe(count -> text.requestFocus());
    }

    private void setUpHeader(FindBarView bar) {
        back.visibleProperty().bind(navigation.compactProperty());
        back.managedProperty().bind(navigation.compactProperty());
        back.setOnAction(event -> model.back());
        call.setOnAction(event -> model.call());
        hangUp.setOnAction(event -> model.hangUp());
        find.setOnAction(event -> bar.open());
        find.setTooltip(new Tooltip(texts.of("conversation.find", Shortcuts.FIND.getDisplayText())));
        info.setOnAction(event -> model.showContact());
        more.setTooltip(new Tooltip(texts.of("conversation.more")));
        exportText.setOnAction(event -> actions.export(ConversationExporter.Format.TEXT));
        exportJson.setOnAction(event -> actions.export(ConversationExporter.Format.JSON));
        delete.setOnAction(event -> actions.askToDeleteConversation());
        more.setOnShown(event -> keepInside(delete.getParentPopup()));
    }

    /** The button is at the edge of the window, over which its menu would hang. */
    private void keepInside(ContextMenu menu) {
        Window window = more.getScene().getWindow();
        double right = window.getX() + more.getScene().getX() + more.getScene().getWidth() - MENU_GAP;
        menu.setX(Math.min(menu.getX(), right - menu.getWidth()));
    }

    private void handleKey(KeyEvent event, FindBarView bar) {
        if (Shortcuts.FIND.match(event)) {
            bar.open();
        } else if (event.getCode() == KeyCode.F3 && search.showingProperty().get()) {
            if (event.isShiftDown()) {
                search.previous();
            } else {
                search.next();
            }
        } else {
            return;
        }
        event.consume();
    }

    /** Writes on at the end of the draft. */
    public void write(String typed) {
        text.requestFocus();
        text.appendText(typed);
        text.end();
    }

    private void showOpen(Optional<ConversationModel> open) {
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
        String about = texts.of("conversation.info", screen.name());
        info.setAccessibleText(about);
        info.setTooltip(new Tooltip(about));
        noMessagesTitle.setText(texts.of("conversation.sayHello", screen.name()));
        show(noMessagesCall, screen.action() == Action.CALL && screen.online());
        typing.setText(screen.typing());
        showStrip(screen.strip());
    }

    private void showVouching(Vouching now) {
        show(vouching, now != Vouching.UNKNOWN);
        if (now != Vouching.UNKNOWN) {
            VouchingChip.show(vouching, now == Vouching.VOUCHED, texts);
        }
    }

    private void showStrip(Strip now) {
        show(strip, now.kind() != Strip.Kind.HIDDEN);
        boolean problem = now.kind() == Strip.Kind.PROBLEM;
        strip.pseudoClassStateChanged(PROBLEM, problem);
        strip.pseudoClassStateChanged(NOTE, now.kind() == Strip.Kind.NOTE);
        stripIcon.setIconLiteral(
                switch (now.kind()) {
                    case HIDDEN, PROGRESS -> "mdi2p-phone-outgoing";
                    case PROBLEM -> "mdi2a-alert-circle-outline";
                    case NOTE ->
                        now.action() == Action.UNBLOCK ? "mdi2b-block-helper" : "mdi2a-account-question-outline";
                });
        stripText.setText(now.sentence());
        stripText.setTooltip(now.detail().isEmpty() ? null : new Tooltip(now.detail()));
        stripButton.setText(now.label());
        show(stripButton, now.action() != Action.NONE);
        show(stripDismiss, problem);
    }

    private void showEmptiness() {
        boolean empty = messagesModel.entries().isEmpty();
        noMessages.setVisible(empty && messagesModel.loadedProperty().get());
        messages.setVisible(!empty);
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
