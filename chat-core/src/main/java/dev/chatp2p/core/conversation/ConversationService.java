package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.overlay.PeerId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Calls and messages with everybody. One owner moves all state; several conversations can be connected at the same time.
 * Thread-safe; every method returns at once, what comes of it is told as {@link ConversationEvent}s.
 */
public interface ConversationService extends AutoCloseable {

    /**
     * All conversations since the start, those with the newest entry first; without those that were forgotten ({@link
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

    /** Sets the unread count of a conversation to zero. */
    void markRead(PeerId peer);

    /** Hangs up everywhere and stops; returns within two seconds. Idempotent. */
    @Override
    void close();
}
