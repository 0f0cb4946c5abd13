package dev.chatp2p.desktop.contacts;

import dev.chatp2p.desktop.common.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.javafx.FontIcon;

/** What can be done with a contact, for the mouse and for the keyboard. */
final class RowMenuView {

    private final ContextMenu menu = new ContextMenu();
    private final ContactsViewModel model;
    private final Texts texts;

    RowMenuView(ContactsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    /** Shows it at a place on the screen. */
    void show(ContactRow row, Node owner, double x, double y) {
        menu.getItems().setAll(items(row));
        menu.show(owner, x, y);
    }

    private List<MenuItem> items(ContactRow row) {
        ContactState state = row.state();
        boolean blocked = state.sign() == ContactState.Sign.BLOCKED;
        List<MenuItem> items = new ArrayList<>();
        items.add(item("mdi2m-message-text-outline", texts.of("contact.open"), () -> model.open(row)));
        if (state.kind() == ContactState.Kind.INCOMING) {
            items.add(item("mdi2p-phone", texts.of("call.answer"), () -> model.answer(row)));
        } else {
            MenuItem call = item("mdi2p-phone", texts.of("contact.call", state.name()), () -> model.call(row));
            call.setDisable(!state.callable());
            items.add(call);
        }
        items.add(item("mdi2i-information-outline", texts.of("contact.details"), () -> model.showDetails(row)));
        items.add(new SeparatorMenuItem());
        if (state.request()) {
            items.add(item("mdi2c-check", texts.of("request.accept"), () -> model.accept(row)));
            items.add(item("mdi2c-close", texts.of("request.decline"), () -> model.decline(row)));
        }
        if (state.unread() == 0 && !state.lastLine().isEmpty()) {
            items.add(item("mdi2e-email-mark-as-unread", texts.of("contact.markUnread"), () -> model.markUnread(row)));
        }
        items.add(
                state.muted()
                        ? item("mdi2b-bell-outline", texts.of("contact.unmute"), () -> model.setMuted(row, false))
                        : item("mdi2b-bell-off-outline", texts.of("contact.mute"), () -> model.setMuted(row, true)));
        items.add(
                blocked
                        ? item("mdi2c-check", texts.of("contact.unblock"), () -> model.unblock(row))
                        : item("mdi2b-block-helper", texts.of("contact.block"), () -> model.block(row)));
        return items;
    }

    private static MenuItem item(String icon, String text, Runnable action) {
        MenuItem item = new MenuItem(text, new FontIcon(icon));
        item.setOnAction(event -> action.run());
        return item;
    }
}
