package dev.chatp2p.desktop.contacts;

import com.google.inject.Inject;
import dev.chatp2p.desktop.common.AvatarView;
import dev.chatp2p.desktop.common.IdentityChange;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Shortcuts;
import dev.chatp2p.desktop.common.Texts;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.javafx.FontIcon;

/** The left pane. */
public final class ContactsView {

    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final ContactsViewModel model;
    private final Navigation navigation;
    private final IdentityChange identityChange;
    private final Texts texts;

    /** Whether the selection is being set by the program, so that it is no wish of the person. */
    private boolean settingSelection;

    @FXML
    private AvatarView ownAvatar;

    @FXML
    private Label ownName;

    @FXML
    private Region statusDot;

    @FXML
    private Label status;

    @FXML
    private VBox explanationBox;

    @FXML
    private Label explanation;

    @FXML
    private Button otherIdentity;

    @FXML
    private CustomTextField search;

    @FXML
    private ListView<ContactItem> list;

    @FXML
    private VBox empty;

    @FXML
    private FontIcon emptyIcon;

    @FXML
    private Label emptyTitle;

    @FXML
    private Label emptyHelp;

    @FXML
    private Button emptyButton;

    @FXML
    private HBox problemBox;

    @FXML
    private Label problem;

    @FXML
    private HBox noticeBox;

    @FXML
    private Label notice;

    @Inject
    ContactsView(ContactsViewModel model, Navigation navigation, IdentityChange identityChange, Texts texts) {
        this.model = model;
        this.navigation = navigation;
        this.identityChange = identityChange;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        problem.textProperty().bind(model.problemProperty());
        show(problemBox, false);
        model.problemProperty().subscribe(sentence -> show(problemBox, !sentence.isEmpty()));
        notice.textProperty().bind(model.noticeProperty());
        model.noticeProperty().subscribe(sentence -> show(noticeBox, !sentence.isEmpty()));
        model.ownNameProperty().subscribe(this::showOwnName);
        model.statusProperty().subscribe(this::showStatus);
        model.emptinessProperty().subscribe(this::showEmptiness);
        setUpSearch();
        setUpList();
    }

    /** Puts the keyboard focus into the search field. */
    public void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    /** Puts the keyboard focus into the list. */
    public void focusList() {
        list.requestFocus();
    }

    @FXML
    void lookAgain() {
        model.lookAgain();
    }

    @FXML
    void dismissNotice() {
        model.dismissNotice();
    }

    private void showOwnName(String name) {
        ownName.setText(name.isEmpty() ? texts.of("app.name") : name);
        ownAvatar.setName(ownName.getText());
    }

    private void showStatus(NetworkStatus newest) {
        status.setText(newest.words());
        status.setTooltip(newest.explanation().isBlank() ? null : new Tooltip(newest.explanation()));
        boolean good = newest.mood() == NetworkStatus.Mood.GOOD;
        boolean bad = newest.mood() == NetworkStatus.Mood.BAD;
        for (Region region : new Region[] {statusDot, status}) {
            region.pseudoClassStateChanged(GOOD, good);
            region.pseudoClassStateChanged(BAD, bad);
        }
        explanation.setText(newest.explanation());
        show(explanationBox, newest.isWorthExplaining());
        show(otherIdentity, newest.remedy() == NetworkStatus.Remedy.ANOTHER_IDENTITY);
        otherIdentity.setOnAction(event -> identityChange.askForAnother());
    }

    private void showEmptiness(ContactsViewModel.Emptiness emptiness) {
        show(list, emptiness == ContactsViewModel.Emptiness.NONE);
        show(empty, emptiness != ContactsViewModel.Emptiness.NONE);
        switch (emptiness) {
            case NONE -> {}
            case LOOKING -> fillEmpty("mdi2a-account-search-outline", "contacts.looking", "", "");
            case NOBODY ->
                fillEmpty(
                        "mdi2a-account-group-outline", "contacts.nobody", "contacts.nobodyHelp", "contacts.lookAgain");
            case NO_MATCH -> fillEmpty("mdi2m-magnify", "contacts.noMatch", "contacts.noMatchHelp", "contacts.showAll");
        }
        emptyButton.setOnAction(event -> {
            if (emptiness == ContactsViewModel.Emptiness.NO_MATCH) {
                model.filterProperty().set("");
            } else {
                model.lookAgain();
            }
        });
    }

    private void fillEmpty(String icon, String title, String help, String button) {
        emptyIcon.setIconLiteral(icon);
        emptyTitle.setText(texts.of(title));
        emptyHelp.setText(help.isEmpty() ? "" : texts.of(help));
        show(emptyHelp, !help.isEmpty());
        emptyButton.setText(button.isEmpty() ? "" : texts.of(button));
        show(emptyButton, !button.isEmpty());
    }

    private void setUpSearch() {
        FontIcon glass = new FontIcon("mdi2m-magnify");
        glass.getStyleClass().add("field-icon");
        Label key = new Label(Shortcuts.SWITCH.getDisplayText());
        key.getStyleClass().add("key-hint");
        Button clear = new Button("", new FontIcon("mdi2c-close"));
        clear.getStyleClass().addAll("icon-button", "field-button");
        clear.setAccessibleText(texts.of("contacts.clear"));
        clear.setOnAction(event -> search.clear());
        clear.visibleProperty().bind(search.textProperty().isNotEmpty());
        key.visibleProperty().bind(search.textProperty().isEmpty());
        search.setLeft(glass);
        search.setRight(new StackPane(key, clear));
        search.textProperty().bindBidirectional(model.filterProperty());
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            switch (event.getCode()) {
                case ESCAPE -> {
                    search.clear();
                    event.consume();
                }
                case DOWN -> {
                    list.requestFocus();
                    if (list.getSelectionModel().isEmpty()) {
                        move(1);
                    }
                    event.consume();
                }
                case ENTER -> {
                    model.first().ifPresent(model::open);
                    event.consume();
                }
                default -> {}
            }
        });
    }

    private void setUpList() {
        list.setItems(model.items());
        list.setCellFactory(view -> new ContactCellView(model, texts));
        list.getSelectionModel().selectedItemProperty().subscribe(item -> {
            // Where the list and the conversation take turns, walking through the list must not leave it.
            if (!settingSelection
                    && item instanceof ContactRow row
                    && !navigation.compactProperty().get()) {
                model.show(row);
            }
        });
        navigation.selectedProperty().subscribe(this::selectOpenOne);
        // setAll drops the selection; the open conversation stays the selected one.
        list.getItems().addListener((ListChangeListener<ContactItem>) change -> selectOpenOne());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::handleKey);
        list.setOnMouseClicked(event -> {
            if (list.getSelectionModel().getSelectedItem() instanceof ContactRow row && event.isStillSincePress()) {
                model.show(row);
            }
        });
    }

    private void handleKey(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (event.getCode() == KeyCode.UP) {
            move(-1);
        } else if (event.getCode() == KeyCode.DOWN) {
            move(1);
        } else if (event.getCode() == KeyCode.ENTER) {
            if (list.getSelectionModel().getSelectedItem() instanceof ContactRow row) {
                model.open(row);
            }
        } else {
            return;
        }
        event.consume();
    }

    /** Moves the selection to the next row in that direction that is a contact. */
    private void move(int step) {
        for (int i = list.getSelectionModel().getSelectedIndex() + step;
                i >= 0 && i < list.getItems().size();
                i += step) {
            if (list.getItems().get(i) instanceof ContactRow) {
                list.getSelectionModel().select(i);
                list.scrollTo(Math.max(0, i - 1));
                list.notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
                return;
            }
        }
    }

    private void selectOpenOne() {
        settingSelection = true;
        try {
            model.selected()
                    .ifPresentOrElse(
                            row -> list.getSelectionModel().select(row),
                            () -> list.getSelectionModel().clearSelection());
        } finally {
            settingSelection = false;
        }
    }

    private static void show(javafx.scene.Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
