package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.text.WebLink;
import dev.chatp2p.desktop.common.Texts;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.javafx.FontIcon;

/** What can be done with messages. */
final class MessageMenuView {

    /**
     * What a menu is about.
     *
     * @param messages at least one
     * @param selectedText what is selected in the one that was pointed at; may be empty
     * @param links those in it
     * @param words all of the messages for the clipboard
     * @param details of the one that was pointed at
     * @param copy puts text into the clipboard
     * @param openLink asks about a link and opens it
     * @param cell where it is shown
     */
    record Subject(
            List<Message> messages,
            String selectedText,
            List<WebLink> links,
            Supplier<String> words,
            Supplier<String> details,
            Consumer<String> copy,
            Consumer<WebLink> openLink,
            Node cell) {}

    private final Texts texts;
    private final ComposerViewModel composer;
    private final ConversationActionsModel actions;

    MessageMenuView(Texts texts, ComposerViewModel composer, ConversationActionsModel actions) {
        this.texts = texts;
        this.composer = composer;
        this.actions = actions;
    }

    ContextMenu of(Subject subject) {
        ContextMenu menu = new ContextMenu();
        int count = subject.messages().size();
        Message first = subject.messages().getFirst();
        boolean said = first.author() != Message.Author.SYSTEM;
        if (count == 1 && said) {
            add(menu, "mdi2r-reply", texts.of("message.reply"), () -> composer.replyTo(first));
        }
        if (count == 1 && first.delivery().state() == Delivery.State.FAILED) {
            add(menu, "mdi2r-refresh", texts.of("message.retry"), () -> actions.retry(first));
        }
        if (!subject.selectedText().isEmpty()) {
            add(
                    menu,
                    "mdi2c-content-copy",
                    texts.of("message.copySelection"),
                    () -> subject.copy().accept(subject.selectedText()));
        }
        add(
                menu,
                "mdi2c-content-copy",
                texts.of("message.copyMany", count),
                () -> subject.copy().accept(subject.words().get()));
        if (count == 1) {
            subject.links()
                    .forEach(link -> add(
                            menu,
                            "mdi2o-open-in-new",
                            texts.of("message.openLink", shortened(link.target().toString())),
                            () -> subject.openLink().accept(link)));
            add(
                    menu,
                    "mdi2i-information-outline",
                    texts.of("message.details"),
                    () -> showDetails(subject.cell(), subject.details().get()));
        }
        menu.getItems().add(new SeparatorMenuItem());
        add(
                menu,
                "mdi2t-trash-can-outline",
                texts.of("message.delete", count),
                () -> actions.askToDelete(subject.messages()));
        return menu;
    }

    private static String shortened(String address) {
        int most = 48;
        return address.length() <= most ? address : address.substring(0, most) + "…";
    }

    private static void add(ContextMenu menu, String icon, String words, Runnable action) {
        MenuItem item = new MenuItem(words, new FontIcon(icon));
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        menu.getItems().add(item);
    }

    private static void showDetails(Node beside, String words) {
        Label label = new Label(words);
        label.getStyleClass().add("details");
        PopOver popOver = new PopOver(label);
        popOver.setAnimated(false);
        popOver.setArrowLocation(PopOver.ArrowLocation.TOP_CENTER);
        popOver.show(beside);
    }
}
