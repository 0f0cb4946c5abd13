package dev.chatp2p.core.conversation;

import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.protocol.Line;
import java.util.List;

/** What has been said with one peer, and how much of it is unread. Changed on the service's lane only. */
final class Transcript {

    private final PeerId peer;
    private final CallContext context;
    private final MessageLog messages;

    /** Written by the lane, read by anyone. */
    private volatile int unread;

    Transcript(PeerId peer, CallContext context) {
        this.peer = peer;
        this.context = context;
        this.messages = new MessageLog(context.strangersBudget());
    }

    /** We have called or answered: strangers' text no longer competes with this conversation's. */
    void acquainted() {
        messages.moveTo(context.budget());
    }

    /** Nothing is added afterwards. */
    void forget() {
        messages.release();
        context.observers().publish(new ConversationEvent.Forgotten(peer));
    }

    /** Callable from any thread. */
    List<Message> messages() {
        return messages.snapshot();
    }

    /** Callable from any thread. */
    int unread() {
        return unread;
    }

    void note(String text) {
        add(Author.SYSTEM, text, false);
    }

    Message addOwn(String text) {
        return add(Author.ME, text, false);
    }

    /** Adds what the peer wrote, except signs of life. */
    void addTheirs(List<Line> lines) {
        int added = 0;
        for (Line line : lines) {
            if (!line.isSignOfLife()) {
                add(Author.PEER, line.displayText(), line.cut());
                added++;
            }
        }
        countUnread(added);
    }

    void countUnread(int more) {
        if (more > 0) {
            publishUnread(unread + more);
        }
    }

    void markRead() {
        if (unread != 0) {
            publishUnread(0);
        }
    }

    private Message add(Author author, String text, boolean cut) {
        Message message =
                new Message(context.ids().next(), author, text, context.timers().instant(), cut);
        messages.add(message);
        context.observers().publish(new ConversationEvent.MessageAdded(peer, message));
        return message;
    }

    private void publishUnread(int now) {
        unread = now;
        context.observers().publish(new ConversationEvent.UnreadChanged(peer, now));
    }
}
