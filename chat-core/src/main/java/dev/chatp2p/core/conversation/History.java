package dev.chatp2p.core.conversation;

import dev.chatp2p.core.overlay.PeerId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * What is kept of conversations. Thread-safe; every method but {@link #conversations} and {@link #close} returns at once, and
 * what is asked for in turn happens in turn: whoever has asked for {@link #add} finds the message with the next call, and
 * nobody is given a message that was added after they have asked.
 *
 * <p>Stages complete on a thread of the history and exceptionally with a {@link HistoryException} when the storage fails.
 */
public interface History extends AutoCloseable {

    /** The most messages, or hits, that are given at once, however many are asked for. */
    int MOST_AT_ONCE = 1_000;

    /** All conversations, without those that are deleted. Blocks: for the start of the program. */
    List<KeptConversation> conversations() throws HistoryException;

    /** Adds a message at the end of a conversation; completes once it would survive a crash. One with a known id is left out. */
    CompletionStage<Void> add(PeerId peer, Message message);

    /** Notes how far a message of ours has come; does nothing if it is unknown. */
    CompletionStage<Void> change(PeerId peer, UUID message, Delivery delivery);

    /**
     * Whether a message with that id was ever added, deleted ones included. (Once a deleted one is gone for good only if the
     * peer wrote it, and for half a year: those could be delivered again.)
     */
    CompletionStage<Boolean> knows(PeerId peer, UUID message);

    /** The message with that id, if it is not deleted. */
    CompletionStage<Optional<Message>> find(PeerId peer, UUID message);

    /**
     * The newest messages before a message, oldest first; empty if it is unknown. One that was deleted in this run of the
     * program keeps its place, so a page can begin at it, here and in {@link #from}.
     *
     * @param before the message they come before; empty = the end of the conversation
     * @param most how many at most, 1 to {@value #MOST_AT_ONCE}
     */
    CompletionStage<List<Message>> before(PeerId peer, Optional<UUID> before, int most);

    /** A message and those after it, oldest first; empty if it is unknown. */
    CompletionStage<List<Message>> from(PeerId peer, UUID message, int most);

    /** Our own messages in state {@link Delivery.State#QUEUED}, oldest first. */
    CompletionStage<List<Message>> queued(PeerId peer);

    /**
     * Messages whose words begin with the words looked for, whatever their case and diacritics; those that were added last
     * first. Notices ({@link Message.Author#SYSTEM}) are not found. {@link SearchWords} says what a word is.
     *
     * @param words what somebody typed: any text, nothing in it is a command
     * @param within only this conversation; empty = all
     */
    CompletionStage<List<SearchHit>> search(String words, Optional<PeerId> within, int most);

    /** Notes how many entries are unread. Zero does not begin a conversation. */
    CompletionStage<Void> keepUnread(PeerId peer, int unread);

    /** Notes how many of the peer's messages were read without their having been told. Does not begin a conversation. */
    CompletionStage<Void> keepUntold(PeerId peer, int untold);

    /** Notes what is written and not sent. An empty text does not begin a conversation. */
    CompletionStage<Void> keepDraft(PeerId peer, String draft);

    /**
     * Deletes messages, or a conversation with everything in it, so that nothing finds them any more.
     *
     * @param messages which; empty = all of them, and the conversation itself
     * @return the deletion, to {@link #undo} it. What is deleted is gone from the disk when the history is closed, or at the
     *     latest when it is opened the next time
     */
    CompletionStage<UUID> delete(PeerId peer, Set<UUID> messages);

    /**
     * Deletes messages for good, their ids too: those of strangers, who cannot have us keep what they like.
     *
     * @param messages which; empty = all of them, and the conversation itself
     */
    CompletionStage<Void> forget(PeerId peer, Set<UUID> messages);

    /** Takes a deletion back; false if it is not known any more. */
    CompletionStage<Boolean> undo(UUID deletion);

    /** Finishes what was asked for and closes, within a second. Idempotent. */
    @Override
    void close();
}
