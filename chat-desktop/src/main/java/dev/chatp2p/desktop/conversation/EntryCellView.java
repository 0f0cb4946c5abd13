package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.common.WideCell;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** One line of the message list, reused for whatever the list scrolls to. */
final class EntryCellView extends WideCell<Entry> {

    private static final double GAP_IN_GROUP = 2;
    private static final double GAP_BETWEEN_GROUPS = 10;

    private final TimeLabels times;
    private final Texts texts;
    private final BubbleView bubble = new BubbleView();
    private final Label day = new Label();
    private final StackPane dayLine = new StackPane(day);
    private final Label notice = new Label();
    private final StackPane noticeLine = new StackPane(notice);
    private final ContextMenu menu;

    EntryCellView(TimeLabels times, Texts texts, Consumer<Entry> copy) {
        this.times = times;
        this.texts = texts;
        getStyleClass().add("entry-cell");
        day.getStyleClass().add("day");
        dayLine.getStyleClass().add("day-line");
        notice.getStyleClass().add("notice");
        notice.setWrapText(true);
        notice.setGraphic(new FontIcon("mdi2p-phone-outline"));
        noticeLine.getStyleClass().add("notice-line");
        noticeLine.setAlignment(Pos.CENTER);
        MenuItem copyItem = new MenuItem(texts.of("conversation.copy"), new FontIcon("mdi2c-content-copy"));
        copyItem.setOnAction(event -> {
            Entry shown = getItem();
            if (shown != null) {
                copy.accept(shown);
            }
        });
        menu = new ContextMenu(copyItem);
    }

    @Override
    protected void updateItem(Entry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            setContextMenu(null);
            setAccessibleText("");
            return;
        }
        switch (entry) {
            case Entry.Day separator -> {
                day.setText(times.headingOf(separator.date()));
                setAccessibleText(day.getText());
                setGraphic(dayLine);
                setContextMenu(null);
            }
            case Entry.Notice told -> {
                Message message = told.message();
                notice.setText(message.text() + " · " + times.timeOf(message.at()));
                setAccessibleText(notice.getText());
                setGraphic(noticeLine);
                setContextMenu(menu);
            }
            case Entry.Bubble said -> showBubble(said);
        }
    }

    private void showBubble(Entry.Bubble said) {
        Message message = said.message();
        String when = times.timeOf(message.at());
        bubble.show(
                message.text(),
                message.cut() ? texts.of("conversation.cut") + " · " + when : when,
                said.mine(),
                said.startsGroup() ? GAP_BETWEEN_GROUPS : GAP_IN_GROUP);
        setAccessibleText((said.mine() ? texts.of("contact.you", message.text()) : message.text()) + ", " + when);
        setGraphic(bubble);
        setContextMenu(menu);
    }
}
