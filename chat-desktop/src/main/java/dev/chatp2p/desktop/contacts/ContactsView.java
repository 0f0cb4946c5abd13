package dev.chatp2p.desktop.contacts;

import com.google.inject.Inject;
import dev.chatp2p.desktop.common.IdentityChange;
import dev.chatp2p.desktop.common.LazyPane;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Shortcuts;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.ViewLoader;
import dev.chatp2p.desktop.secondfactor.CodeQuestionView;
import dev.chatp2p.desktop.secondfactor.CodeQuestionViewModel;
import dev.chatp2p.desktop.secondfactor.LockView;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.javafx.FontIcon;

/** The left pane. */
public final class ContactsView {

    private final ContactsViewModel model;
    private final Navigation navigation;
    private final IdentityChange identityChange;
    private final Texts texts;
    private final RowMenuView rowMenu;

    /** Whether the selection is being set by the program, so that it is no wish of the person. */
    private boolean settingSelection;

    /** What the person has selected last; it stays selected wherever the list puts it. */
    private Optional<ContactItem> chosen = Optional.empty();

    private final CustomTextField search = new CustomTextField();
    private final ListView<ContactItem> list = new ListView<>();
    private final VBox root;

    @Inject
    ContactsView(
            ContactsViewModel model,
            CodeQuestionViewModel codeQuestion,
            Removals removals,
            Navigation navigation,
            IdentityChange identityChange,
            LockView lock,
            ViewLoader views,
            Texts texts) {
        this.model = model;
        this.navigation = navigation;
        this.identityChange = identityChange;
        this.texts = texts;
        this.rowMenu = new RowMenuView(model, texts);
        setUpSearch();
        setUpList();
        OwnView own = new OwnView(model, navigation, identityChange, texts, lock.root());
        StackPane middle = new StackPane(list, new EmptyListView(model, navigation, texts));
        VBox.setVgrow(middle, Priority.ALWAYS);
        root = new VBox(header(own, codeQuestion, views), middle, new NoticesView(model, removals, texts), footer());
        root.getStyleClass().add("contacts-pane");
    }

    /** What is laid out. */
    public Parent root() {
        return root;
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

    private VBox header(OwnView own, CodeQuestionViewModel codeQuestion, ViewLoader views) {
        LazyPane question = new LazyPane(() -> views.load(CodeQuestionView.class));
        codeQuestion.shownProperty().subscribe(question::show);
        LazyPane explanation = new LazyPane(() -> new ExplanationView(model, identityChange, texts));
        model.statusProperty().subscribe(status -> explanation.show(status.isWorthExplaining()));
        VBox header = new VBox(own, question, explanation, search);
        header.getStyleClass().add("contacts-header");
        header.setMinHeight(Region.USE_PREF_SIZE);
        return header;
    }

    private HBox footer() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox footer = new HBox(
                quiet(
                        "mdi2a-account-plus-outline",
                        "own.addContactShort",
                        () -> navigation.wish(Navigation.Wish.ADD_CONTACT)),
                gap,
                quiet("mdi2p-plus", "own.inviteShort", identityChange::askForAnother));
        footer.getStyleClass().add("contacts-footer");
        footer.setMinHeight(Region.USE_PREF_SIZE);
        return footer;
    }

    private Button quiet(String icon, String key, Runnable action) {
        Button button = new Button(texts.of(key), new FontIcon(icon));
        button.getStyleClass().add("quiet");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
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
        search.setId("search");
        search.setPromptText(texts.of("contacts.search"));
        search.setAccessibleText(texts.of("contacts.searchHelp"));
        search.textProperty().bindBidirectional(model.filterProperty());
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
        list.getStyleClass().add("contact-list");
        list.setAccessibleText(texts.of("contacts.list"));
        model.emptinessProperty().subscribe(emptiness -> {
            list.setVisible(emptiness == ContactsViewModel.Emptiness.NONE);
            list.setManaged(emptiness == ContactsViewModel.Emptiness.NONE);
        });
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
}
