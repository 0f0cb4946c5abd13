package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * What has been said with one peer, and how much of it is unread: the newest in memory, everything in the {@link History}. Both
 * get messages in the same order. Changed on the service's lane only.
 */
final class Transcript {

    /** How long what is being typed rests before it is kept. */
    static final Duration DRAFT_REST = Duration.ofSeconds(1);

    private final PeerId peer;
    private final CallContext context;
    private final MessageLog messages;

    /** Written by the lane, read by anyone. */
    private volatile int unread;

    /** Written by the lane, read by anyone. */
    private volatile String draft;

    /** The text in {@link #draft} is not kept yet. */
    private boolean draftWaits;

    private Subscription draftTimer = () -> {};
    private boolean acquainted;

    /** Whether older messages may be in the history that are not in memory. */
    private boolean olderAreKept;

    /** Whether the person was told that nothing can be kept, and no text of the peer could be since. */
    private boolean troubled;

    Transcript(PeerId peer, CallContext context, Optional<KeptConversation> kept, boolean acquainted) {
        this.peer = peer;
        this.context = context;
        this.acquainted = acquainted;
        this.messages = new MessageLog(acquainted ? context.budget() : context.strangersBudget(), this::dropped);
        this.unread = kept.map(KeptConversation::unread).orElse(0);
        this.draft = kept.map(KeptConversation::draft).orElse("");
        this.olderAreKept = kept.isPresent();
        kept.flatMap(KeptConversation::newest).ifPresent(messages::add);
    }

    /** We have called, answered or written: strangers' text no longer competes with this conversation's. */
    void acquainted() {
        if (!acquainted) {
            acquainted = true;
            messages.moveTo(context.budget());
        }
    }

    /** Nothing is added afterwards. The history keeps nothing of strangers that is not here. */
    void forget() {
        if (!acquainted) {
            watch(context.history().forget(peer, Set.of()));
        }
        deleted();
    }

    /** Nothing is added afterwards; the history has seen to the rest. */
    void deleted() {
        draftTimer.close();
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

    /** Callable from any thread. */
    String draft() {
        return draft;
    }

    boolean contains(UUID id) {
        return messages.contains(id);
    }

    // ---- adding and changing

    void note(String text, Notice notice) {
        watch(add(systemLine(text, notice)));
    }

    private Message systemLine(String text, Notice notice) {
        return new Message(
                context.ids().next(),
                Author.SYSTEM,
                text,
                context.timers().instant(),
                false,
                Delivery.NONE,
                Optional.empty(),
                Optional.of(notice));
    }

    void note(String text, Notice.Kind kind) {
        note(text, Notice.of(kind));
    }

    /** Adds what the peer wrote; the stage completes, on the lane, once it is kept, or cannot be, which the person is told. */
    CompletionStage<Boolean> addTheirs(Message message) {
        return add(message).handle((done, failure) -> {
            if (failure == null) {
                troubled = false;
            } else {
                tell(failure);
            }
            return failure == null;
        });
    }

    /**
     * Adds a message here and to the history.
     *
     * @return completes on the lane, exceptionally with a {@link HistoryException} if it could not be kept
     */
    CompletionStage<Void> add(Message message) {
        return add(message, message.delivery());
    }

    /**
     * Adds a message that is sent already; that it could not be kept is told in the conversation.
     *
     * @param kept what the history shall say of its delivery
     */
    void addSent(Message message, Delivery kept) {
        watch(add(message, kept));
    }

    /**
     * @param kept what the history shall say of its delivery
     */
    private CompletionStage<Void> add(Message message, Delivery kept) {
        loadOlder();
        messages.add(message);
        context.observers().publish(new ConversationEvent.MessageAdded(peer, message));
        return onLane(context.history().add(peer, message.with(kept)));
    }

    /** A message is further on its way; the history is not told. */
    void changed(Message message) {
        messages.replace(message);
        context.observers().publish(new ConversationEvent.MessageChanged(peer, message));
    }

    /** A message is further on its way. */
    void changedForGood(Message message) {
        changed(message);
        watch(context.history().change(peer, message.id(), message.delivery()));
    }

    /** Messages are not here any more. */
    void removed(Set<UUID> ids) {
        messages.remove(ids);
        context.observers().publish(new ConversationEvent.MessagesRemoved(peer, ids));
    }

    /** The newest messages as the history has them, after a deletion was taken back. */
    void restored(List<Message> newest, int unreadThen, String draftThen) {
        messages.remove(messages.snapshot().stream().map(Message::id).collect(Collectors.toSet()));
        newest.forEach(messages::add);
        unread = unreadThen + unread();
        draft = draft.isEmpty() ? draftThen : draft;
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

    void markUnread() {
        if (unread == 0) {
            publishUnread(1);
        }
    }

    void keepUntold(int messages) {
        watch(context.history().keepUntold(peer, messages));
    }

    void keepDraft(String text) {
        if (text.equals(draft)) {
            return;
        }
        draft = text;
        if (!draftWaits) {
            draftWaits = true;
            draftTimer = context.timers().after(DRAFT_REST, context.lane(), this::keepWhatWaits);
        }
    }

    /** Keeps at once what would be kept a little later. */
    void keepWhatWaits() {
        draftTimer.close();
        if (draftWaits) {
            draftWaits = false;
            watch(context.history().keepDraft(peer, draft));
        }
    }

    private void publishUnread(int now) {
        unread = now;
        watch(context.history().keepUnread(peer, now));
        context.observers().publish(new ConversationEvent.UnreadChanged(peer, now));
    }

    // ---- what is kept

    /** What strangers have us keep is what we hold in memory, and that is bounded. */
    private void dropped(List<Message> old) {
        if (!acquainted) {
            watch(context.history().forget(peer, old.stream().map(Message::id).collect(Collectors.toSet())));
        }
    }

    /** After a start only the newest message of a stranger is here: the others must be, to be dropped in time. */
    private void loadOlder() {
        if (!olderAreKept || acquainted) {
            return;
        }
        olderAreKept = false;
        var _ = context.history()
                .before(peer, Optional.empty(), MessageLog.MAX_MESSAGES)
                .thenAcceptAsync(messages::addOlder, context.later());
    }

    private <T> CompletionStage<T> onLane(CompletionStage<T> stage) {
        return stage.whenCompleteAsync((done, failure) -> {}, context.later());
    }

    private void watch(CompletionStage<?> keeping) {
        var _ = onLane(keeping).exceptionally(failure -> {
            tell(failure);
            return null;
        });
    }

    /** The first of several failures in a row is told in the conversation; not kept, of course. */
    private void tell(Throwable failure) {
        if (!troubled && context.lane().isCurrent()) {
            troubled = true;
            Message message =
                    systemLine("What is said here cannot be kept: " + sentence(failure), Notice.of(Notice.Kind.OTHER));
            messages.add(message);
            context.observers().publish(new ConversationEvent.MessageAdded(peer, message));
        }
    }

    /** What a failure of the history says to a person. */
    static String sentence(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof HistoryException && cause.getMessage() != null
                ? cause.getMessage()
                : "something unexpected went wrong.";
    }
}
