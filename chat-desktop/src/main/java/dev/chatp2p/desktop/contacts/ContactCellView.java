package dev.chatp2p.desktop.contacts;

import dev.chatp2p.desktop.common.AvatarView;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.WideCell;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;

/** One line of the contact list, reused for whatever the list scrolls to. */
final class ContactCellView extends WideCell<ContactItem> {

    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");
    private static final PseudoClass UNREAD = PseudoClass.getPseudoClass("unread");
    private static final PseudoClass BLOCKED = PseudoClass.getPseudoClass("blocked");

    private final ContactsViewModel model;
    private final Texts texts;

    private final SectionView section;
    private final Label hint = new Label();
    private final AvatarView avatar = new AvatarView();
    private final Label name = new Label();
    private final FontIcon sign = new FontIcon();
    private final Label signs = new Label("", sign);
    private final Label muted = new Label("", new FontIcon("mdi2b-bell-off-outline"));
    private final Label warning = new Label("", new FontIcon("mdi2a-alert-outline"));
    private final FontIcon icon = new FontIcon();
    private final Label lastLine = new Label();
    private final RequestView request;
    private final Label time = new Label();
    private final Label badge = new Label();
    private final Button call = new Button("", new FontIcon("mdi2p-phone"));
    /** Whether the Call button is shown only while the mouse is here. */
    private final BooleanProperty callable = new SimpleBooleanProperty();
    /** Whether it is shown always: they called in vain. */
    private final BooleanProperty callBack = new SimpleBooleanProperty();

    private final VBox row;
    private final HitView hit = new HitView();

    private Subscription watching = Subscription.EMPTY;

    ContactCellView(ContactsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.section = new SectionView(texts);
        this.request = new RequestView(model, texts);
        this.row = layOut();
        hint.getStyleClass().add("list-hint");
        hint.setWrapText(true);
        getStyleClass().add("contact-cell");
    }

    private VBox layOut() {
        name.getStyleClass().add("name");
        name.setMinWidth(0);
        signs.getStyleClass().add("row-sign");
        signs.setMinWidth(Region.USE_PREF_SIZE);
        muted.getStyleClass().add("row-sign");
        muted.setMinWidth(Region.USE_PREF_SIZE);
        muted.setTooltip(new Tooltip(texts.of("contact.muted")));
        warning.getStyleClass().add("row-warning");
        warning.setMinWidth(Region.USE_PREF_SIZE);
        time.getStyleClass().add("time");
        time.setMinWidth(Region.USE_PREF_SIZE);
        HBox nameLine = new HBox(name, signs, muted, warning, gap(), time);
        nameLine.getStyleClass().add("row-name");
        lastLine.getStyleClass().add("last-line");
        lastLine.setMinWidth(0);
        badge.getStyleClass().add("badge");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        HBox lowerLine = new HBox(lastLine, gap(), badge);
        lowerLine.getStyleClass().add("row-lower");
        call.getStyleClass().addAll("icon-button", "call-button");
        call.setFocusTraversable(false);
        call.setMinWidth(Region.USE_PREF_SIZE);
        call.visibleProperty().bind(callBack.or(hoverProperty()).and(callable));
        call.managedProperty().bind(call.visibleProperty());
        VBox words = new VBox(nameLine, lowerLine);
        words.getStyleClass().add("words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox upper = new HBox(avatar, words, call);
        upper.getStyleClass().add("row-upper");
        VBox laidOut = new VBox(upper, request);
        laidOut.getStyleClass().addAll("contact-row", "person-row");
        return laidOut;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    @Override
    protected void updateItem(ContactItem item, boolean empty) {
        super.updateItem(item, empty);
        watching.unsubscribe();
        watching = Subscription.EMPTY;
        pseudoClassStateChanged(HEADING, !empty && item instanceof ContactItem.Section);
        pseudoClassStateChanged(UNREAD, false);
        pseudoClassStateChanged(BLOCKED, false);
        setMouseTransparent(empty);
        setTooltip(null);
        if (empty || item == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        switch (item) {
            case ContactItem.Section titled -> {
                section.show(titled);
                setGraphic(section);
                setAccessibleText(section.words(titled));
            }
            case ContactItem.Hint _ -> {
                hint.setText(texts.of("contacts.nobodyOnline"));
                setGraphic(hint);
                setAccessibleText(hint.getText());
            }
            case ContactRow contact -> {
                setGraphic(row);
                call.setOnAction(event -> model.call(contact));
                request.about(contact);
                watching = contact.stateProperty().subscribe(state -> show(contact, state));
            }
            case MessageHit found -> {
                hit.show(found);
                setGraphic(hit);
                setAccessibleText(texts.of("contact.hitAccessible", found.name(), HitView.words(found), found.time()));
            }
        }
    }

    private void show(ContactRow contact, ContactState state) {
        String mistaken = model.warning(contact);
        setTooltip(new Tooltip(tooltip(state, mistaken)));
        avatar.setName(state.name());
        avatar.setPresence(state.online(), state.presence());
        name.setText(state.name());
        showSign(state.sign());
        show(muted, state.muted());
        show(warning, !mistaken.isEmpty());
        warning.setAccessibleText(mistaken);
        showLastLine(state);
        show(request, state.request());
        request.show(state);
        time.setText(state.time());
        badge.setText(state.unread() > 99 ? "99+" : Integer.toString(state.unread()));
        show(badge, state.unread() > 0);
        pseudoClassStateChanged(UNREAD, state.unread() > 0);
        pseudoClassStateChanged(BLOCKED, state.sign() == ContactState.Sign.BLOCKED);
        boolean missed = state.kind() == ContactState.Kind.MISSED;
        String callText = texts.of(missed ? "contact.callBack" : "contact.call", state.name());
        call.setAccessibleText(callText);
        call.setTooltip(new Tooltip(callText));
        callable.set(state.callable() && !state.request());
        callBack.set(missed);
        setAccessibleText(words(state, mistaken));
    }

    private static String tooltip(ContactState state, String mistaken) {
        StringBuilder told = new StringBuilder(state.name());
        if (!state.identity().equals(state.name())) {
            told.append(" (").append(state.identity()).append(')');
        }
        told.append('\n').append(state.presence()).append('\n').append(state.naming());
        if (!mistaken.isEmpty()) {
            told.append('\n').append(mistaken);
        }
        return told.toString();
    }

    /** As a screen reader says it: name, presence, what is unread, then the last line with what its icon means. */
    private String words(ContactState state, String mistaken) {
        StringBuilder told = new StringBuilder(state.name()).append(", ").append(state.presence());
        if (state.unread() > 0) {
            told.append(", ").append(texts.of("contact.unread", state.unread()));
        }
        if (state.sign() != ContactState.Sign.NONE) {
            told.append(", ").append(texts.of("contact.sign." + state.sign()));
        }
        if (state.muted()) {
            told.append(", ").append(texts.of("contact.muted"));
        }
        if (!mistaken.isEmpty()) {
            told.append(", ").append(mistaken);
        }
        switch (state.kind()) {
            case SENT, DELIVERED, READ, FAILED ->
                told.append(". ").append(texts.of("contact.delivery." + state.kind()));
            default -> {}
        }
        if (!state.lastLine().isEmpty()) {
            told.append(". ").append(state.lastLine());
        }
        return told.toString();
    }

    private void showSign(ContactState.Sign next) {
        show(signs, next != ContactState.Sign.NONE);
        if (next == ContactState.Sign.NONE) {
            return;
        }
        sign.setIconLiteral(next == ContactState.Sign.BLOCKED ? "mdi2b-block-helper" : "mdi2p-phone-check-outline");
        signs.setTooltip(new Tooltip(texts.of("contact.sign." + next)));
    }

    private void showLastLine(ContactState state) {
        lastLine.setText(state.lastLine().isEmpty() ? state.presence() : state.lastLine());
        lastLine.getStyleClass()
                .setAll("label", "last-line", "kind-" + state.kind().name().toLowerCase(Locale.ROOT));
        String literal = switch (state.kind()) {
            case LAST, TYPING -> "";
            case QUEUED -> "mdi2c-clock-outline";
            case DRAFT -> "mdi2p-pencil-outline";
            case SENT -> "mdi2c-check";
            case DELIVERED, READ -> "mdi2c-check-all";
            case FAILED -> "mdi2a-alert-circle-outline";
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

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
