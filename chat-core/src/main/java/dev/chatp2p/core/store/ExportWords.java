package dev.chatp2p.core.store;

import dev.chatp2p.core.conversation.Message;

/** The words of an exported conversation, in somebody's language. */
public interface ExportWords {

    /** In English. */
    ExportWords ENGLISH = new ExportWords() {
        @Override
        public String title(String peer) {
            return "Conversation with " + peer;
        }

        @Override
        public String me() {
            return "Me";
        }

        @Override
        public String notSent() {
            return "not sent yet";
        }

        @Override
        public String failed() {
            return "could not be sent";
        }

        @Override
        public String cut() {
            return "the rest was cut off";
        }

        @Override
        public String notice(Message message) {
            return message.text();
        }
    };

    /** @param peer safe to show */
    String title(String peer);

    /** Ourselves, before what we wrote. */
    String me();

    /** After a message that waits to be sent. */
    String notSent();

    /** After a message that was given up. */
    String failed();

    /** After a message whose end was dropped. */
    String cut();

    /** A message of the program itself; see {@link Message#notice()}. */
    String notice(Message message);
}
