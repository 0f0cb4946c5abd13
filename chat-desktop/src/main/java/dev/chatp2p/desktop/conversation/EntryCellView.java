package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Notice;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.common.WideCell;
import dev.chatp2p.setup.controls.WrappedLabel;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** One line of the message list, reused for whatever the list scrolls to. */
final class EntryCellView extends WideCell<Entry> {

    private static final double GAP_IN_GROUP = 2;
    private static final double GAP_BETWEEN_GROUPS = 10;

    private final TimeLabels times;
    private final Texts texts;
    private final ConversationWords words;
    private final MessageListView list;
    private final BubbleView bubble;
    // Most cells show bubbles only, so the others are made when they are first needed.
    private Optional<Label> day = Optional.empty();
    private Optional<WrappedLabel> notice = Optional.empty();
    private final FontIcon noticeIcon = new FontIcon();
    private Optional<HBox> unread = Optional.empty();

    EntryCellView(TimeLabels times, Texts texts, ConversationWords words, MessageListView list, Tooltip help) {
        this.times = times;
        this.texts = texts;
        this.words = words;
        this.list = list;
        this.bubble = new BubbleView(texts, list, help);
        bubble.onSelect(list::selecting);
        getStyleClass().add("entry-cell");
        setOnContextMenuRequested(event -> {
            if (getItem() != null && getItem().shown().isPresent()) {
                list.showMenu(this, event.getScreenX(), event.getScreenY());
                event.consume();
            }
        });
    }

    private static HBox unreadLine(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("unread-label");
        HBox line = new HBox(rule(), label, rule());
        line.getStyleClass().add("unread-line");
        return line;
    }

    private static Region rule() {
        Region rule = new Region();
        rule.getStyleClass().add("unread-rule");
        HBox.setHgrow(rule, Priority.ALWAYS);
        return rule;
    }

    /** The bubble, if it shows one. */
    Optional<BubbleView> bubble() {
        return getItem() instanceof Entry.Bubble ? Optional.of(bubble) : Optional.empty();
    }

    @Override
    protected void updateItem(Entry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        setAccessibleText(words.spoken(entry, list.who()));
        switch (entry) {
            case Entry.Day separator -> showDay(times.headingOf(separator.date()));
            case Entry.Unread _ -> showUnread();
            case Entry.Notice told -> showNotice(told.message());
            case Entry.Bubble said -> showBubble(said);
        }
    }

    /** Shows the same again, because something around it has changed. */
    void refresh() {
        if (!isEmpty() && getItem() instanceof Entry.Bubble said) {
            showBubble(said);
        }
    }

    private void put(Node graphic) {
        if (!graphic.equals(getGraphic())) {
            setGraphic(graphic);
        }
    }

    private void showDay(String words) {
        Label label = day.orElseGet(() -> centred(new Label(), "day"));
        day = Optional.of(label);
        label.setText(words);
        put(label.getParent());
    }

    private void showUnread() {
        HBox line = unread.orElseGet(() -> unreadLine(texts.of("conversation.new")));
        unread = Optional.of(line);
        put(line);
    }

    private static <T extends Label> T centred(T label, String style) {
        label.getStyleClass().add(style);
        StackPane line = new StackPane(label);
        line.getStyleClass().add(style + "-line");
        return label;
    }

    private void showNotice(Message message) {
        WrappedLabel label = notice.orElseGet(() -> centred(new WrappedLabel(), "notice"));
        notice = Optional.of(label);
        noticeIcon.setIconLiteral(iconOf(message.notice().map(Notice::kind).orElse(Notice.Kind.OTHER)));
        label.setIcon(noticeIcon);
        label.setText(words.notice(message, list.who()) + " · " + times.timeOf(message.at()));
        put(label.getParent());
    }

    private static String iconOf(Notice.Kind kind) {
        return switch (kind) {
            case YOU_CALLED -> "mdi2p-phone-outgoing-outline";
            case THEY_ANSWERED, YOU_ANSWERED, CALLED_EACH_OTHER -> "mdi2p-phone-check-outline";
            case YOU_HUNG_UP, THEY_HUNG_UP, YOU_GAVE_UP -> "mdi2p-phone-hangup-outline";
            case YOU_DECLINED, THEY_DECLINED, BUSY -> "mdi2p-phone-cancel-outline";
            case NO_ANSWER, MISSED -> "mdi2p-phone-missed-outline";
            case OFFLINE, LOST -> "mdi2l-lan-disconnect";
            case PERHAPS_NOT_ANSWERED, LINES_DROPPED -> "mdi2i-information-outline";
            case OTHER -> "mdi2p-phone-outline";
        };
    }

    private void showBubble(Entry.Bubble said) {
        Message message = said.message();
        bubble.show(new BubbleView.Content(
                said,
                times.timeOf(message.at()),
                words.delivery(message, list.who()),
                said.quote().map(this::quote),
                list.isExpanded(message.id()),
                list.marked(),
                list.isFlashing(message.id()),
                said.startsGroup() ? GAP_BETWEEN_GROUPS : GAP_IN_GROUP));
        put(bubble);
    }

    private QuoteView.Content quote(Entry.Quote quote) {
        return quote.original()
                .map(original -> new QuoteView.Content(words.author(original, list.who()), words.line(original)))
                .orElseGet(() -> new QuoteView.Content("", texts.of("message.quoteUnknown")));
    }
}
