package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.common.Words;
import java.util.List;
import java.util.Optional;

/** What the conversation pane says about messages and calls. Names that are passed in are safe to show. Immutable. */
final class ConversationWords {

    /** More than one line of a quote can show, in UTF-16 units. */
    private static final int MAX_LINE = 200;

    private final Texts texts;
    private final TimeLabels times;
    private final Words said;

    ConversationWords(Texts texts, TimeLabels times) {
        this.texts = texts;
        this.times = times;
        this.said = new Words(texts);
    }

    /** What a system line says. */
    String notice(Message message, String who) {
        return said.notice(message, who);
    }

    /** Why a call is over, in one sentence. */
    String end(Call call, String who) {
        return said.end(call, who);
    }

    /** Who said it. */
    String author(Message message, String who) {
        return switch (message.author()) {
            case ME -> texts.of("message.you");
            case PEER -> who;
            case SYSTEM -> "";
        };
    }

    /** The beginning of a message, on one line. */
    String line(Message message) {
        String start = message.text().strip();
        boolean longer = start.length() > MAX_LINE;
        String shown = longer ? start.substring(0, MAX_LINE) : start;
        return DisplayText.line(shown.replaceAll("\\s+", " "), MAX_LINE) + (longer ? "…" : "");
    }

    /** How far a message of ours has come, and since when; empty for others. */
    String delivery(Message message, String who) {
        Delivery delivery = message.delivery();
        return delivery.state() == Delivery.State.NONE
                ? ""
                : texts.of("delivery." + delivery.state(), who, times.shortly(delivery.since()));
    }

    /** The whole line as a screen reader says it. */
    String spoken(Entry entry, String who) {
        return switch (entry) {
            case Entry.Day day -> times.headingOf(day.date());
            case Entry.Unread _ -> texts.of("message.newBelow");
            case Entry.Notice notice ->
                notice(notice.message(), who) + ", " + times.timeOf(notice.message().at());
            case Entry.Bubble bubble -> spoken(bubble, who);
        };
    }

    private String spoken(Entry.Bubble bubble, String who) {
        Message message = bubble.message();
        String said = texts.of(
                "message.spoken",
                bubble.mine() ? texts.of("message.you") : who,
                times.timeOf(message.at()),
                message.text());
        String answered = bubble.quote()
                .flatMap(Entry.Quote::original)
                .map(original -> said + ", " + texts.of("message.answers", line(original)))
                .orElse(said);
        String how = delivery(message, who);
        return how.isEmpty() ? answered : answered + ", " + how;
    }

    /** Everything that is known about one message, line by line. */
    String details(Message message, String who) {
        String head = texts.of("message.detailsAt", author(message, who), times.fully(message.at()));
        String how = message.delivery().state() == Delivery.State.NONE
                ? ""
                : "\n"
                        + texts.of(
                                "delivery." + message.delivery().state(),
                                who,
                                times.fully(message.delivery().since()));
        return head + how;
    }

    /** For the clipboard: one message its text alone, several each with who and when. */
    String copied(List<Message> messages, String who) {
        if (messages.size() == 1) {
            return messages.getFirst().text();
        }
        StringBuilder out = new StringBuilder();
        messages.forEach(message -> out.append("[%s] %s%s%n"
                .formatted(
                        times.fully(message.at()),
                        Optional.of(author(message, who))
                                .filter(name -> !name.isEmpty())
                                .map(name -> name + ": ")
                                .orElse(""),
                        message.author() == Message.Author.SYSTEM ? notice(message, who) : message.text())));
        return out.toString();
    }
}
