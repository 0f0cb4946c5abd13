package dev.chatp2p.desktop.contacts;

import com.google.inject.Inject;
import dev.chatp2p.desktop.common.AvatarView;
import dev.chatp2p.desktop.common.IdentityChange;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Shortcuts;
import dev.chatp2p.desktop.common.Texts;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
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
    private final Removals removals;
    private final Navigation navigation;
    private final IdentityChange identityChange;
    private final Texts texts;
    private final RowMenuView rowMenu;

    /** Whether the selection is being set by the program, so that it is no wish of the person. */
    private boolean settingSelection;

    /** What the person has selected last; it stays selected wherever the list puts it. */
    private Optional<ContactItem> chosen = Optional.empty();

    @FXML
    private AvatarView ownAvatar;

    @FXML
    private Label ownName;

    @FXML
    private MenuButton more;

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
    private HBox removalBox;

    @FXML
    private Label removal;

    @FXML
    private HBox noticeBox;

    @FXML
    private Label notice;

    @Inject
    ContactsView(
            ContactsViewModel model,
            Removals removals,
            Navigation navigation,
            IdentityChange identityChange,
            Texts texts) {
        this.model = model;
        this.removals = removals;
        this.navigation = navigation;
        this.identityChange = identityChange;
        this.texts = texts;
        this.rowMenu = new RowMenuView(model, texts);
    }

    @FXML
    void initialize() {
        problem.setText(texts.of("contacts.problem"));
        model.problemProperty().subscribe(sentence -> {
            problem.setTooltip(new Tooltip(sentence));
            show(problemBox, !sentence.isEmpty());
        });
        notice.textProperty().bind(model.noticeProperty());
        model.noticeProperty().subscribe(sentence -> show(noticeBox, !sentence.isEmpty()));
        removal.textProperty().bind(removals.sentenceProperty());
        removals.sentenceProperty().subscribe(this::showRemoval);
        model.ownNameProperty().subscribe(this::showOwnName);
        model.statusProperty().subscribe(this::showStatus);
        model.emptinessProperty().subscribe(this::showEmptiness);
        setUpMenu();
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

    @FXML
    void undo() {
        removals.undo();
    }

    @FXML
    void dismissRemoval() {
        removals.dismiss();
    }

    @FXML
    void invite() {
        identityChange.askForAnother();
    }

    @FXML
    void addContact() {
        navigation.wish(Navigation.Wish.ADD_CONTACT);
    }

    private void showRemoval(String sentence) {
        show(removalBox, !sentence.isEmpty());
        if (!sentence.isEmpty()) {
            removalBox.setAccessibleText(sentence);
            removalBox.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        }
    }

    private void setUpMenu() {
        more.getItems()
                .setAll(
                        item(
                                "mdi2c-cog-outline",
                                "own.settings",
                                Shortcuts.SETTINGS,
                                () -> navigation.turnTo(Navigation.Page.SETTINGS)),
                        item("mdi2a-account-plus-outline", "own.addContact", Shortcuts.ADD_CONTACT, this::addContact),
                        item("mdi2e-email-plus-outline", "own.invite", KeyCombination.NO_MATCH, this::invite),
                        item(
                                "mdi2l-lock-outline",
                                "own.secondFactor",
                                KeyCombination.NO_MATCH,
                                navigation::showSecondFactor),
                        new SeparatorMenuItem(),
                        item(
                                "mdi2k-keyboard-outline",
                                "own.keys",
                                Shortcuts.HELP,
                                () -> navigation.wish(Navigation.Wish.KEYS)),
                        item(
                                "mdi2i-information-outline",
                                "own.about",
                                KeyCombination.NO_MATCH,
                                () -> navigation.wish(Navigation.Wish.ABOUT)));
        more.setTooltip(new Tooltip(texts.of("own.more")));
    }

    /** The keys work everywhere by themselves: here they are only told. */
    private MenuItem item(String icon, String key, KeyCombination keys, Runnable action) {
        String words = texts.of(key);
        MenuItem item = new MenuItem(
                keys.equals(KeyCombination.NO_MATCH) ? words : texts.of("own.withKeys", words, keys.getDisplayText()),
                new FontIcon(icon));
        item.setOnAction(event -> action.run());
        return item;
    }

    private void showOwnName(String name) {
        ownName.setText(name.isEmpty() ? texts.of("app.name") : name);
        ownAvatar.setName(ownName.getText());
    }

    private void showStatus(NetworkStatus newest) {
        status.setText(newest.words());
        Tooltip said = newest.detail().isBlank() ? null : new Tooltip(newest.detail());
        status.setTooltip(said);
        explanation.setTooltip(said);
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
            case LOOKING -> fillEmpty("mdi2a-account-search-outline", texts.of("contacts.looking"), "", "");
            case NOBODY ->
                fillEmpty(
                        "mdi2a-account-group-outline",
                        texts.of("contacts.nobody"),
                        texts.of("contacts.nobodyHelp"),
                        texts.of("own.addContact"));
            case NO_MATCH -> showNoMatch();
        }
        emptyButton.setOnAction(event -> {
            if (emptiness == ContactsViewModel.Emptiness.NO_MATCH) {
                model.callTyped();
            } else {
                addContact();
            }
        });
    }

    private void showNoMatch() {
        String typed = model.filterProperty().get().strip();
        fillEmpty(
                "mdi2m-magnify",
                texts.of("contacts.noMatch", typed),
                texts.of("contacts.noMatchHelp"),
                model.typed().map(peer -> texts.of("contacts.callTyped", typed)).orElse(""));
    }

    private void fillEmpty(String icon, String title, String help, String button) {
        emptyIcon.setIconLiteral(icon);
        emptyTitle.setText(title);
        emptyHelp.setText(help);
        show(emptyHelp, !help.isEmpty());
        emptyButton.setText(button);
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
        search.setTooltip(new Tooltip(
                texts.of("contacts.searchKeys", Shortcuts.SEARCH.getDisplayText(), Shortcuts.SWITCH.getDisplayText())));
        search.textProperty().bindBidirectional(model.filterProperty());
        search.textProperty().subscribe(() -> {
            if (model.emptinessProperty().get() == ContactsViewModel.Emptiness.NO_MATCH) {
                showNoMatch();
            }
        });
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            switch (event.getCode()) {
                case ESCAPE -> search.clear();
                case DOWN -> {
                    list.requestFocus();
                    if (list.getSelectionModel().isEmpty()) {
                        move(1);
                    }
                }
                case ENTER -> model.openFirst();
                default -> {
                    return;
                }
            }
            event.consume();
        });
    }

    private void setUpList() {
        list.setItems(model.items());
        list.setCellFactory(view -> new ContactCellView(model, texts));
        list.getSelectionModel().selectedItemProperty().subscribe(this::selected);
        navigation.selectedProperty().subscribe(this::selectOpenOne);
        // What changes in the list drops the selection, or moves it to a neighbour.
        list.getItems().addListener((ListChangeListener<ContactItem>) change -> selectChosenOne());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::handleKey);
        list.setOnMouseClicked(this::clicked);
        // It would select the row, and what is selected is shown, and read.
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getButton() == MouseButton.SECONDARY) {
                event.consume();
            }
        });
        list.setOnContextMenuRequested(this::showRowMenu);
    }

    private void selected(ContactItem item) {
        if (item == null || settingSelection || model.isArranging()) {
            return;
        }
        chosen = Optional.of(item);
        // Where the list and the conversation take turns, walking through the list must not leave it.
        if (item instanceof ContactRow row && !navigation.compactProperty().get()) {
            model.show(row);
        }
    }

    private void clicked(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
            cellAt(event.getPickResult().getIntersectedNode())
                    .map(ContactCellView::getItem)
                    .ifPresent(model::open);
        }
    }

    private static Optional<ContactCellView> cellAt(Node node) {
        for (Node up = node; up != null; up = up.getParent()) {
            if (up instanceof ContactCellView cell) {
                return Optional.of(cell);
            }
        }
        return Optional.empty();
    }

    private void showRowMenu(ContextMenuEvent event) {
        ContactItem item = event.isKeyboardTrigger()
                ? list.getSelectionModel().getSelectedItem()
                : cellAt(event.getPickResult().getIntersectedNode())
                        .map(ContactCellView::getItem)
                        .orElse(null);
        if (item instanceof ContactRow row) {
            rowMenu.show(row, list, event.getScreenX(), event.getScreenY());
            event.consume();
        }
    }

    private void handleKey(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        ContactItem item = list.getSelectionModel().getSelectedItem();
        switch (event.getCode()) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case ENTER -> {
                if (item != null) {
                    model.open(item);
                }
            }
            case SPACE -> toggle(item, true, true);
            case LEFT -> toggle(item, false, true);
            case RIGHT -> toggle(item, true, false);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** Folds or unfolds a section that is folded, or is not, as it may be. */
    private void toggle(ContactItem item, boolean mayBeFolded, boolean mayBeUnfolded) {
        if (item instanceof ContactItem.Section section
                && (section.folded() ? mayBeFolded : mayBeUnfolded)
                && section.group().folds()) {
            model.toggle(section.group());
        }
    }

    private void move(int step) {
        int from = list.getSelectionModel().getSelectedIndex();
        for (int i = from + step; i >= 0 && i < list.getItems().size(); i += step) {
            if (!(list.getItems().get(i) instanceof ContactItem.Hint)) {
                list.getSelectionModel().select(i);
                list.scrollTo(Math.max(0, i - 1));
                list.notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
                return;
            }
        }
    }

    private void selectOpenOne() {
        chosen = navigation.selected().isPresent() ? model.selected().map(ContactItem.class::cast) : Optional.empty();
        selectChosenOne();
    }

    private void selectChosenOne() {
        settingSelection = true;
        try {
            chosen.flatMap(this::asListed)
                    .or(model::selected)
                    .ifPresentOrElse(
                            item -> list.getSelectionModel().select(item),
                            () -> list.getSelectionModel().clearSelection());
        } finally {
            settingSelection = false;
        }
    }

    /** The line itself, or the heading that has taken its place. */
    private Optional<ContactItem> asListed(ContactItem item) {
        return item instanceof ContactItem.Section before
                ? list.getItems().stream()
                        .filter(now -> now instanceof ContactItem.Section section && section.group() == before.group())
                        .findFirst()
                : Optional.of(item).filter(list.getItems()::contains);
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
