package dev.chatp2p.desktop.notification;

import dev.chatp2p.core.overlay.PeerId;
import java.util.List;

/**
 * A notification. Its texts are safe to show and short.
 *
 * @param about what it is about; there is one for each
 * @param title in bold; names who it is
 * @param body may be empty
 * @param actions what can be done at once; the first is what a click anywhere does if there are no buttons
 * @param lasting whether it stays until it is dealt with
 */
public record Announcement(About about, String title, String body, List<Action> actions, boolean lasting) {

    /** What a notification is about. */
    public sealed interface About {

        /** With whom a click leads to. */
        PeerId peer();

        /** Somebody is calling. */
        record Call(PeerId peer) implements About {}

        /** Somebody has called in vain. */
        record Missed(PeerId peer) implements About {}

        /** There are new messages, of this person last. */
        record Messages(PeerId peer) implements About {

            /** There is one for all messages. */
            @Override
            public boolean equals(Object other) {
                return other instanceof Messages;
            }

            @Override
            public int hashCode() {
                return Messages.class.hashCode();
            }
        }
    }

    /** What can be done about it. */
    public enum Action {
        ANSWER,
        DECLINE,
        /** Open the conversation to write. */
        MESSAGE,
        CALL_BACK,
        OPEN
    }

    public Announcement {
        actions = List.copyOf(actions);
    }
}
