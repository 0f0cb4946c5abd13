package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.Conversation;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.text.DisplayText;
import java.util.Optional;

/**
 * One conversation as a window has it without its messages: how it stands, its newest message, and what the person has not
 * sent yet. {@link MessagesModel} has the messages of the one that is open. FX thread only.
 */
public final class ConversationModel {

    private final PeerId peer;
    private final String name;
    private Call call = Call.NONE;
    private Optional<Message> lastMessage = Optional.empty();
    private int unread;
    private boolean typing;
    private String draft = "";
    private boolean composing;
    private Optional<Message> replyTo = Optional.empty();
    private String sendProblem = "";
    private boolean callProblemDismissed;

    ConversationModel(PeerId peer) {
        this.peer = peer;
        this.name = DisplayText.name(peer.name());
    }

    public PeerId peer() {
        return peer;
    }

    /** The peer's name, safe to show. */
    public String name() {
        return name;
    }

    public Call call() {
        return call;
    }

    public Optional<Message> lastMessage() {
        return lastMessage;
    }

    /** Whether the newest message is ours and waits until the peer can be reached. */
    public boolean queued() {
        return lastMessage
                .filter(message -> message.delivery().state() == Delivery.State.QUEUED)
                .isPresent();
    }

    public int unread() {
        return unread;
    }

    /** Whether the peer is writing just now. */
    public boolean typing() {
        return typing;
    }

    /** What the person has written and not sent. */
    public String draft() {
        return draft;
    }

    /** The same, unless it is in sight anyway. */
    public String draftLeft() {
        return composing ? "" : draft;
    }

    void setDraft(String text) {
        draft = text;
    }

    /** Whether the conversation is open, so that the draft is where one writes. */
    void setComposing(boolean now) {
        composing = now;
    }

    /** What the draft answers. */
    Optional<Message> replyTo() {
        return replyTo;
    }

    void setReplyTo(Optional<Message> message) {
        replyTo = message;
    }

    /** Why the last text was not sent; empty if it was. */
    String sendProblem() {
        return sendProblem;
    }

    void setSendProblem(String sentence) {
        sendProblem = sentence;
    }

    /** Whether the person has put away what the ended call has to say. */
    boolean callProblemDismissed() {
        return callProblemDismissed;
    }

    void dismissProblems() {
        callProblemDismissed = true;
        sendProblem = "";
    }

    /** The service has told the whole conversation. What was written here meanwhile stays. */
    void reset(Conversation conversation) {
        lastMessage = conversation.messages().isEmpty()
                ? Optional.empty()
                : Optional.of(conversation.messages().getLast());
        unread = conversation.unread();
        typing = false;
        if (draft.isEmpty()) {
            draft = conversation.draft();
        }
        enter(conversation.call());
    }

    void enter(Call next) {
        call = next;
        callProblemDismissed = false;
        sendProblem = "";
        if (!next.state().isLive()) {
            typing = false;
        }
    }

    void setUnread(int count) {
        unread = count;
    }

    void setTyping(boolean now) {
        typing = now;
    }

    void setLastMessage(Optional<Message> message) {
        lastMessage = message;
    }

    void arrived(Message message) {
        lastMessage = Optional.of(message);
        if (message.author() == Message.Author.PEER) {
            typing = false;
        }
    }

    void changed(Message message) {
        if (isLast(message)) {
            lastMessage = Optional.of(message);
        }
    }

    private boolean isLast(Message message) {
        return lastMessage.filter(last -> last.id().equals(message.id())).isPresent();
    }
}
