package dev.chatp2p.desktop.contacts;

import dev.chatp2p.desktop.common.AvatarView;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.WideCell;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;

/** One line of the contact list, reused for whatever the list scrolls to. */
final class ContactCellView extends WideCell<ContactItem> {

    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");
    private static final PseudoClass UNREAD = PseudoClass.getPseudoClass("unread");

    private final ContactsViewModel model;
    private final Texts texts;

    private final Label section = new Label();
    private final AvatarView avatar = new AvatarView();
    private final Label name = new Label();
    private final FontIcon icon = new FontIcon();
    private final Label lastLine = new Label();
    private final Label time = new Label();
    private final Label badge = new Label();
    private final Button call = new Button("", new FontIcon("mdi2p-phone"));
    private final BooleanProperty callable = new SimpleBooleanProperty();
    private final HBox row;
    private final ContextMenu menu = new ContextMenu();
    private final MenuItem callItem = new MenuItem();
    private final MenuItem openItem;

    private Subscription watching = Subscription.EMPTY;

    ContactCellView(ContactsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.row = layOut();
        this.openItem = new MenuItem(texts.of("contact.open"));
        menu.getItems().addAll(openItem, callItem);
        getStyleClass().add("contact-cell");
    }

    private HBox layOut() {
        section.getStyleClass().add("section-heading");
        name.getStyleClass().add("name");
        lastLine.getStyleClass().add("last-line");
        lastLine.setGraphic(icon);
        time.getStyleClass().add("time");
        badge.getStyleClass().add("badge");
        call.getStyleClass().addAll("icon-button", "call-button");
        call.setFocusTraversable(false);
        Region meta = meta();
        call.visibleProperty().bind(hoverProperty().or(selectedProperty()).and(callable));
        meta.visibleProperty().bind(call.visibleProperty().not());
        VBox words = new VBox(name, lastLine);
        words.getStyleClass().add("words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        StackPane right = new StackPane(meta, call);
        right.setMinWidth(Region.USE_PREF_SIZE);
        StackPane.setAlignment(call, Pos.CENTER_RIGHT);
        HBox laidOut = new HBox(avatar, words, right);
        laidOut.getStyleClass().add("contact-row");
        return laidOut;
    }

    private Region meta() {
        VBox meta = new VBox(time, badge);
        meta.getStyleClass().add("meta");
        return meta;
    }

    @Override
    protected void updateItem(ContactItem item, boolean empty) {
        super.updateItem(item, empty);
        watching.unsubscribe();
        watching = Subscription.EMPTY;
        boolean heading = !empty && item instanceof ContactItem.Section;
        pseudoClassStateChanged(HEADING, heading);
        setMouseTransparent(empty || heading);
        setContextMenu(null);
        setTooltip(null);
        if (empty || item == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        switch (item) {
            case ContactItem.Section titled -> {
                section.setText(titled.title());
                setGraphic(section);
                setAccessibleText(titled.title());
            }
            case ContactRow contact -> {
                setGraphic(row);
                setContextMenu(menu);
                call.setOnAction(event -> model.call(contact));
                callItem.setOnAction(event -> model.call(contact));
                openItem.setOnAction(event -> model.open(contact));
                watching = contact.stateProperty().subscribe(this::show);
            }
        }
    }

    private void show(ContactState state) {
        String presence = texts.of(state.online() ? "presence.online" : "presence.offline");
        setTooltip(new Tooltip(state.name() + "\n" + state.naming()));
        avatar.setName(state.name());
        avatar.setPresence(state.online());
        name.setText(state.name());
        showLastLine(state, presence);
        time.setText(state.time());
        badge.setText(state.unread() > 99 ? "99+" : Integer.toString(state.unread()));
        badge.setVisible(state.unread() > 0);
        pseudoClassStateChanged(UNREAD, state.unread() > 0);
        String callText = texts.of("contact.call", state.name());
        call.setAccessibleText(callText);
        call.setTooltip(new Tooltip(callText));
        callItem.setText(callText);
        callItem.setDisable(!state.callable());
        callable.set(state.callable());
        String unread = state.unread() > 0 ? ", " + texts.of("contact.unread", state.unread()) : "";
        setAccessibleText(texts.of("contact.accessible", state.name(), presence, state.lastLine()) + unread);
    }

    private void showLastLine(ContactState state, String presence) {
        lastLine.setText(state.lastLine().isEmpty() ? presence : state.lastLine());
        lastLine.getStyleClass()
                .setAll("label", "last-line", state.kind().name().toLowerCase(Locale.ROOT));
        String literal = switch (state.kind()) {
            case LAST -> "";
            case DRAFT -> "mdi2p-pencil-outline";
            case CALLING -> "mdi2p-phone-outgoing";
            case INCOMING -> "mdi2p-phone-incoming";
            case IN_CALL -> "mdi2p-phone-in-talk";
            case MISSED -> "mdi2p-phone-missed";
        };
        if (literal.isEmpty()) {
            lastLine.setGraphic(null);
        } else {
            icon.setIconLiteral(literal);
            lastLine.setGraphic(icon);
        }
    }
}
