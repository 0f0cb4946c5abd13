package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.conversation.Message;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** One line of the message list. */
public sealed interface Entry {

    /** The message it shows; empty for lines between messages. */
    default Optional<Message> shown() {
        return Optional.empty();
    }

    /** Everything below was said on that day. */
    record Day(LocalDate date) implements Entry {}

    /** Everything below had not been read when the conversation was opened, or the window was left. */
    record Unread() implements Entry {}

    /** The program itself tells something: called, missed, hung up, … */
    record Notice(Message message) implements Entry {
        @Override
        public Optional<Message> shown() {
            return Optional.of(message);
        }
    }

    /**
     * Something a person said.
     *
     * @param message what
     * @param mine whether we said it
     * @param startsGroup whether somebody else, or the same person more than five minutes earlier, spoke before
     * @param quote what it answers
     */
    record Bubble(Message message, boolean mine, boolean startsGroup, Optional<Quote> quote) implements Entry {
        @Override
        public Optional<Message> shown() {
            return Optional.of(message);
        }
    }

    /**
     * What a message answers.
     *
     * @param id the message that is answered
     * @param original that message; empty if it is not known here, or not any more
     */
    record Quote(UUID id, Optional<Message> original) {}
}
