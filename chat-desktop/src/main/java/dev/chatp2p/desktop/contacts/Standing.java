package dev.chatp2p.desktop.contacts;

import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Notice;
import dev.chatp2p.desktop.conversation.ConversationModel;
import java.time.Instant;
import java.util.Optional;

/**
 * How a conversation stands, as far as the list of people tells it.
 *
 * @param call the current or last call
 * @param last the newest message
 * @param unread how many entries have not been read
 * @param typing whether they are writing
 * @param queued whether ours waits until they can be reached
 * @param draft what we have written, not sent, and left
 */
record Standing(Call call, Optional<Message> last, int unread, boolean typing, boolean queued, String draft) {

    /** Nothing has happened yet. */
    static final Standing NONE = new Standing(Call.NONE, Optional.empty(), 0, false, false, "");

    static Standing of(ConversationModel conversation) {
        return new Standing(
                conversation.call(),
                conversation.lastMessage(),
                conversation.unread(),
                conversation.typing(),
                conversation.queued(),
                conversation.draftLeft());
    }

    /** When something happened last; a call that goes on counts from its last change. */
    Instant activity() {
        Instant said = last.map(Message::at).orElse(Instant.EPOCH);
        return call.since().isAfter(said) ? call.since() : said;
    }

    /** Whether they have begun it, and we have not taken it up: what of a stranger is a request. */
    boolean isTheirs() {
        boolean called = switch (call.state()) {
            case INCOMING, DECLINED, MISSED -> true;
            case ENDED -> !call.outgoing();
            case IDLE, DIALING, RINGING, CONNECTED -> false;
        };
        return called || saysMissed() || lastIsBy(Message.Author.PEER);
    }

    /** Whether the last thing that happened is that they called in vain. */
    boolean isMissed() {
        return saysMissed() || (call.state() == CallState.MISSED && unread > 0);
    }

    boolean lastIsBy(Message.Author author) {
        return last.filter(message -> message.author() == author).isPresent();
    }

    private boolean saysMissed() {
        return last.flatMap(Message::notice)
                .filter(notice -> notice.kind() == Notice.Kind.MISSED)
                .isPresent();
    }
}
