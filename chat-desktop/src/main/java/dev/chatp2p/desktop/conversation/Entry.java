package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.conversation.Message;
import java.time.LocalDate;

/** One line of the message list. */
public sealed interface Entry {

    /** Everything below was said on that day. */
    record Day(LocalDate date) implements Entry {}

    /** The program itself tells something: called, missed, hung up, … */
    record Notice(Message message) implements Entry {}

    /**
     * Something a person said.
     *
     * @param message what
     * @param mine whether we said it
     * @param startsGroup whether somebody else, or the same person more than five minutes earlier, spoke before
     */
    record Bubble(Message message, boolean mine, boolean startsGroup) implements Entry {}
}
