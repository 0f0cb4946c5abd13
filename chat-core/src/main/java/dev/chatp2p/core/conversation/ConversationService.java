package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.overlay.PeerId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Calls and messages with everybody. One owner moves all state; several conversations can be connected at the same time.
 * Thread-safe; every method returns at once, what comes of it is told as {@link ConversationEvent}s.
 */
public interface ConversationService extends AutoCloseable {

    /**
     * All conversations, those that are kept and those since the start, those with the newest entry first; without those that were forgotten ({@link
     * ConversationEvent.Forgotten}).
     */
    List<Conversation> conversations();

    Optional<Conversation> conversation(PeerId peer);

    /**
     * Tells the observer every existing conversation ({@link ConversationEvent.Opened}) and from then on every event, in
     * order, one call at a time, on the service's own thread. Observers return quickly and never throw.
     */
    Subscription observe(Consumer<ConversationEvent> observer);

    /** Calls a peer. Does nothing while a call with that peer is live, except that it answers an incoming one. */
    void call(PeerId peer);

    /** Answers the peer's incoming call. Does nothing if there is none. */
    void answer(PeerId peer);

    /** Declines the peer's incoming call. Does nothing if there is none. */
    void decline(PeerId peer);

    /** Ends the call with the peer: gives up dialing or ringing, declines an incoming one, or says bye. */
    void hangUp(PeerId peer);

    /**
     * Sends text to the peer; possible while {@link CallState#RINGING} and {@link CallState#CONNECTED}. Text is limited to
     * 64 KiB of UTF-8; control characters are taken out.
     *
     * @return completes with the message once it is handed to the network, or exceptionally with a {@code LinkException}
     *     when there is no call or the network failed; then nothing was added to the conversation
     */
    CompletionStage<Message> send(PeerId peer, String text);

    /**
     * Sends text to the peer as soon as that is possible: in the call if there is one, else without ringing if their program
     * takes that and they are online, else in the next call or when they come online ({@code docs/protocol.md}). The message is in
     * the conversation at once, as {@link Delivery.State#QUEUED}; how far it comes is told by {@link
     * ConversationEvent.MessageChanged}. Text is limited as in {@link #send}.
     *
     * @param replyTo the message it answers
     * @return completes with the message once it is kept, or exceptionally with a {@code LinkException} if it is not fit to be
     *     sent or could not be kept
     */
    CompletionStage<Message> post(PeerId peer, String text, Optional<UUID> replyTo);

    /** Tries again to send a message that is {@link Delivery.State#FAILED}. Does nothing with any other. */
    void retry(PeerId peer, UUID message);

    /** Tells the peer that we write, or have stopped, if they want to know. May be called for every key. */
    void typing(PeerId peer, boolean typing);

    /** Keeps what is written and not sent, beyond this run of the program. May be called for every key. */
    void keepDraft(PeerId peer, String text);

    /**
     * The newest messages before a message, oldest first; none at the beginning of the conversation.
     *
     * @param before the message they come before; empty = the end of the conversation
     * @param most how many at most, 1 to 1,000
     */
    CompletionStage<List<Message>> messagesBefore(PeerId peer, Optional<UUID> before, int most);

    /** A message and those after it, oldest first; empty if it is unknown. */
    CompletionStage<List<Message>> messagesFrom(PeerId peer, UUID message, int most);

    /**
     * Messages whose words begin with the words looked for, whatever their case and diacritics; the newest first.
     *
     * @param within only this conversation; empty = all
     */
    CompletionStage<List<SearchHit>> search(String words, Optional<PeerId> within, int most);

    /**
     * Deletes messages here, not at the peer's.
     *
     * @param messages which; empty = the whole conversation
     * @return the deletion, to {@link #undoDelete} it for as long as the program runs
     */
    CompletionStage<UUID> delete(PeerId peer, Set<UUID> messages);

    /** Takes a deletion back; the conversation is told anew ({@link ConversationEvent.Opened}). */
    CompletionStage<Boolean> undoDelete(UUID deletion);

    /** Sets the unread count of a conversation to zero, and tells the peer, if the person wants that to be told. */
    void markRead(PeerId peer);

    /** Lets a conversation in which everything is read count as unread again, here only, until {@link #markRead}. */
    void markUnread(PeerId peer);

    /** Hangs up everywhere and stops; returns within two seconds. Idempotent. */
    @Override
    void close();
}
