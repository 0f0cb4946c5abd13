package dev.chatp2p.desktop.app;

import com.google.inject.Inject;
import dev.chatp2p.desktop.call.CallBar;
import dev.chatp2p.desktop.call.CallBarView;
import dev.chatp2p.desktop.call.CallBarViewModel;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Navigation.Page;
import dev.chatp2p.desktop.common.NextFrame;
import dev.chatp2p.desktop.common.Shortcuts;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.ViewLoader;
import dev.chatp2p.desktop.contacts.AddContactView;
import dev.chatp2p.desktop.contacts.AddContactViewModel;
import dev.chatp2p.desktop.contacts.ContactDetailsView;
import dev.chatp2p.desktop.contacts.ContactsView;
import dev.chatp2p.desktop.contacts.ContactsViewModel;
import dev.chatp2p.desktop.contacts.QuickSwitchView;
import dev.chatp2p.desktop.contacts.QuickSwitchViewModel;
import dev.chatp2p.desktop.conversation.ConversationView;
import dev.chatp2p.desktop.conversation.ConversationViewModel;
import dev.chatp2p.desktop.secondfactor.SecondFactorView;
import dev.chatp2p.desktop.settings.SettingsView;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The chat: the people on the left, the conversation on the right, and calls above it. */
final class MainView {

    /** Below this width the list and the conversation take turns; pixels. */
    static final double COMPACT_BELOW = 720;

    private static final double LIST_WIDTH = 304;

    /** How wide what can be dragged is; pixels. */
    private static final double GRIP = 8;

    private final CallBarViewModel calls;
    private final ContactsViewModel contactsModel;
    private final ConversationViewModel conversationModel;
    private final Navigation navigation;

    private final ViewLoader views;
    private final ListWidth rememberedWidth;
    private final QuickSwitchViewModel quickSwitch;
    private final AddContactViewModel addContact;
    private final FxBridge bridge;
    /** What was made on demand is there once. */
    private final Set<Class<?>> made = new HashSet<>();

    private Optional<ConversationView> conversationView = Optional.empty();

    private final Runnable placeDivider = this::placeDivider;

    /** How wide the list was before the window became narrow; pixels. */
    private double listWidth = LIST_WIDTH;

    private final ContactsView contacts;
    private final StackPane callBar = new StackPane();
    private final StackPane conversation = new StackPane();
    private final StackPane pages = new StackPane(conversation);
    private final VBox right = new VBox(callBar, pages);
    private final StackPane left = new StackPane();
    private final SplitPane split = new SplitPane(left, right);
    private final VBox root = new VBox(split);
    /** The line between the two is too thin to be caught with the mouse: this lies over it and is wider. */
    private final Region grip = new Region();

    private final StackPane window = new StackPane(root, grip);

    @Inject
    MainView(
            CallBarViewModel calls,
            ContactsViewModel contactsModel,
            ConversationViewModel conversationModel,
            QuickSwitchViewModel quickSwitch,
            AddContactViewModel addContact,
            Navigation navigation,
            FxBridge bridge,
            ViewLoader views,
            ListWidth rememberedWidth,
            ContactsView contacts,
            Texts texts) {
        this.calls = calls;
        this.contactsModel = contactsModel;
        this.conversationModel = conversationModel;
        this.quickSwitch = quickSwitch;
        this.addContact = addContact;
        this.navigation = navigation;
        this.bridge = bridge;
        this.views = views;
        this.rememberedWidth = rememberedWidth;
        this.contacts = contacts;
        layOut(texts);
        listen();
    }

    /** What is laid out. */
    Parent root() {
        return window;
    }

    private void layOut(Texts texts) {
        root.getStyleClass().add("main");
        left.getChildren().add(contacts.root());
        left.setMinWidth(ListWidth.LEAST);
        left.setMaxWidth(ListWidth.MOST);
        right.setMinWidth(300);
        callBar.setMinHeight(Region.USE_PREF_SIZE);
        conversation.getStyleClass().add("conversation-pane");
        conversation.getChildren().add(nobody(texts));
        grip.getStyleClass().add("list-grip");
        grip.setManaged(false);
        SplitPane.setResizableWithParent(left, false);
        VBox.setVgrow(split, Priority.ALWAYS);
        VBox.setVgrow(pages, Priority.ALWAYS);
    }

    /** What stands where the conversation is when none is open. */
    private VBox nobody(Texts texts) {
        FontIcon icon = new FontIcon("mdi2m-message-text-outline");
        icon.getStyleClass().add("empty-icon");
        Label title = new Label(texts.of("conversation.none"));
        title.getStyleClass().add("empty-title");
        title.setWrapText(true);
        Label help = new Label(texts.of("conversation.noneHelp"));
        help.getStyleClass().add("empty-help");
        help.setWrapText(true);
        Button goToList = new Button(texts.of("conversation.noneButton"));
        goToList.setOnAction(event -> contacts.focusList());
        VBox nobody = new VBox(icon, title, help, goToList);
        nobody.getStyleClass().add("empty-state");
        nobody.visibleProperty().bind(conversationModel.openProperty().map(Optional::isEmpty));
        return nobody;
    }

    private void listen() {
        window.addEventFilter(KeyEvent.KEY_PRESSED, this::handleShortcut);
        window.addEventHandler(KeyEvent.KEY_TYPED, this::writeWhatIsTyped);
        // Without a focus somewhere in here no key would come here.
        window.sceneProperty().subscribe(scene -> {
            if (scene != null && scene.getFocusOwner() == null) {
                window.requestFocus();
            }
            if (scene != null) {
                // The largest part of the window, and in the beginning nobody's conversation is open.
                NextFrame.after(scene, () -> bridge.execute(this::makeConversation));
            }
        });
        root.widthProperty().subscribe(this::arrange);
        navigation.selectedProperty().subscribe(this::arrange);
        showOn(Page.CONVERSATION, conversation);
        conversationModel.openProperty().subscribe(open -> open.ifPresent(some -> makeConversation()));
        calls.barProperty().subscribe(bar -> makeWhen(bar.kind() != CallBar.Kind.HIDDEN, CallBarView.class, callBar));
        quickSwitch.shownProperty().subscribe(shown -> makeWhen(shown, QuickSwitchView.class, window));
        addContact.shownProperty().subscribe(shown -> makeWhen(shown, AddContactView.class, window));
        showOn(Page.SECOND_FACTOR, SecondFactorView.class);
        showOn(Page.SETTINGS, SettingsView.class);
        showOn(Page.CONTACT, ContactDetailsView.class);
        navigation.pageProperty().subscribe(this::arrange);
        rememberedWidth.read(this::makeListWide);
        setUpGrip();
    }

    private void setUpGrip() {
        grip.setCursor(Cursor.H_RESIZE);
        grip.visibleProperty().bind(navigation.compactProperty().not());
        left.widthProperty().subscribe(this::placeGrip);
        root.heightProperty().subscribe(this::placeGrip);
        grip.setOnMouseDragged(event -> {
            double width =
                    split.sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
            makeListWide(Math.clamp(width, ListWidth.LEAST, ListWidth.MOST));
        });
        grip.setOnMouseReleased(event -> rememberedWidth.keep(left.getWidth()));
    }

    private void placeGrip() {
        grip.resizeRelocate(left.getWidth() - GRIP / 2, 0, GRIP, root.getHeight());
    }

    private void makeListWide(double width) {
        listWidth = width;
        if (split.getItems().size() == 2 && split.getWidth() > 0) {
            split.setDividerPositions(width / split.getWidth());
        }
    }

    /** A view that is made when it is shown first: made with the window it would be a part of every start. */
    private void showOn(Page page, Class<?> view) {
        navigation.pageProperty().subscribe(shown -> {
            if (shown == page && made.add(view)) {
                Parent root = views.load(view);
                root.setVisible(false);
                pages.getChildren().add(root);
                showOn(page, root);
            }
        });
    }

    private void makeWhen(boolean shown, Class<?> view, Pane place) {
        if (shown && made.add(view)) {
            place.getChildren().add(views.load(view));
        }
    }

    private void makeConversation() {
        if (conversationView.isEmpty()) {
            ViewLoader.Loaded<ConversationView> loaded = views.loadWith(ConversationView.class);
            conversationView = Optional.of(loaded.view());
            conversation.getChildren().add(loaded.root());
        }
    }

    private void showOn(Page page, Node view) {
        view.visibleProperty().bind(navigation.pageProperty().map(page::equals));
        view.managedProperty().bind(view.visibleProperty());
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
        } else if (navigation.selected().isPresent() || navigation.page() != Page.CONVERSATION) {
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
        left.setMaxWidth(ListWidth.MOST);
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
            hangUp();
        } else if (Shortcuts.SWITCH.match(event)) {
            navigation.wish(Navigation.Wish.SWITCH);
        } else if (Shortcuts.ADD_CONTACT.match(event)) {
            navigation.wish(Navigation.Wish.ADD_CONTACT);
        } else if (Shortcuts.NEXT.match(event)) {
            contactsModel.step(1);
        } else if (Shortcuts.PREVIOUS.match(event)) {
            contactsModel.step(-1);
        } else if (Shortcuts.DETAILS.match(event)) {
            toggleDetails();
        } else if (Shortcuts.nth(event).isPresent()) {
            contactsModel.openNth(Shortcuts.nth(event).getAsInt());
        } else if (Shortcuts.SEARCH.match(event) || (Shortcuts.FIND.match(event) && looksForPeople(event))) {
            search();
        } else {
            return;
        }
        event.consume();
    }

    /** Whoever begins to type beside a conversation means to write in it. */
    private void writeWhatIsTyped(KeyEvent event) {
        String typed = event.getCharacter();
        boolean isText = !typed.isBlank() && typed.codePoints().noneMatch(Character::isISOControl);
        boolean isKey = event.isMetaDown() || event.isControlDown() != event.isAltDown(); // AltGr may be both
        if (isText && !isKey && isConversationShown() && !(event.getTarget() instanceof TextInputControl)) {
            conversationView.ifPresent(view -> view.write(typed));
            event.consume();
        }
    }

    /** The call of the open conversation, or the one that the bar shows. */
    private void hangUp() {
        if (calls.bar().kind() == CallBar.Kind.HIDDEN || isConversationShown()) {
            conversationModel.hangUp();
        } else {
            calls.hangUp();
        }
    }

    private void toggleDetails() {
        if (navigation.page() == Page.CONTACT) {
            navigation.turnTo(Page.CONVERSATION);
        } else if (navigation.selected().isPresent()) {
            navigation.turnTo(Page.CONTACT);
        }
    }

    private void search() {
        if (navigation.compactProperty().get()) {
            navigation.turnTo(Page.CONVERSATION);
            navigation.leave();
        }
        contacts.focusSearch();
    }

    /** Who is in the list, or has no conversation before them, looks for people and messages; everybody else in the conversation. */
    private boolean looksForPeople(KeyEvent event) {
        boolean inList = false;
        for (Node up = event.getTarget() instanceof Node at ? at : null; up != null; up = up.getParent()) {
            inList = inList || up.equals(left);
        }
        return inList || !isConversationShown();
    }

    private boolean isConversationShown() {
        return navigation.page() == Page.CONVERSATION && navigation.selected().isPresent();
    }
}
