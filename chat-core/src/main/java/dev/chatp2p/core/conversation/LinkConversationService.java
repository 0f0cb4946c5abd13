package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.concurrent.Observers;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.CallLimits.Limit;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.peer.ContactService;
import dev.chatp2p.core.peer.Peer;
import dev.chatp2p.core.peer.PeerDirectory;
import dev.chatp2p.core.peer.PeerDirectoryService;
import dev.chatp2p.core.peer.Presence;
import dev.chatp2p.core.settings.SettingsService;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Conversations over the links of one overlay session, in lines or in {@code chat/1} as the peer knows (chat-protocol), kept in a
 * {@link History}. One lane owns every conversation; links are read and written, and peers dialed, on virtual threads of their own.
 */
public final class LinkConversationService implements ConversationService {

    private static final Duration CLOSE_PATIENCE = Duration.ofMillis(700);

    /** Longest text that is kept while it is being written, in UTF-16 units. */
    private static final int MAX_DRAFT = OutgoingText.MAX_BYTES;

    private final Lane lane = new Lane("conversations");
    private final Observers<ConversationEvent> observers = new Observers<>(lane);
    private final CallLimits limits = new CallLimits();
    private final CallContext context;

    /** Written by the lane, read by anyone. */
    private final Map<PeerId, Talk> talks = new ConcurrentHashMap<>();

    /** Whole conversations that were deleted, to take that back; confined to the lane. */
    private final Map<UUID, Deleted> deleted = new HashMap<>();

    /** Who was there when the list was last told; confined to the lane. */
    private Set<PeerId> online = Set.of();

    private final Subscription contactsSubscription;
    private final Subscription peersSubscription;

    /** Confined to the lane. */
    private boolean closed;

    /**
     * What is known of a deletion.
     *
     * @param whole whether the conversation itself is gone
     */
    private record Deleted(PeerId peer, boolean whole, int unread, String draft) {}

    /**
     * Begins with the conversations that are kept: blocks while they are read.
     *
     * @param service the service that is dialed
     * @param greeting what the other side sees with our calls, each time anew
     * @param history where conversations are kept; whoever opened it closes it, after this
     * @throws HistoryException if what is kept cannot be read
     */
    public LinkConversationService(
            OverlaySession session,
            String service,
            Supplier<String> greeting,
            History history,
            ContactService contacts,
            SettingsService settings,
            PeerDirectoryService peers,
            Timers timers)
            throws HistoryException {
        context = new CallContext(
                lane,
                timers,
                session,
                service,
                greeting,
                history,
                contacts,
                settings,
                observers,
                limits,
                new MessageIds(timers),
                new MessageBudget(MessageBudget.DEFAULT),
                new MessageBudget(MessageBudget.STRANGERS));
        try {
            // Nobody else knows of us yet, so this thread may do what is the lane's otherwise.
            history.conversations()
                    .forEach(kept -> talks.put(kept.peer(), new Talk(kept.peer(), context, Optional.of(kept))));
        } catch (HistoryException e) {
            lane.close();
            throw e;
        }
        contactsSubscription = contacts.observe(contact -> ifKnown(contact.id(), talk -> talk.noted(contact)));
        peersSubscription = peers.observe(directory -> lane.execute(() -> seen(directory)));
    }

    /**
     * Takes a link that was accepted and rings, or closes it if it may not ring. Waits until it has been looked at, so that a
     * flood of links waits in the network and not here.
     */
    public void incoming(Link link) throws InterruptedException {
        if (!lane.runAndWait(() -> admit(link))) {
            link.close();
        }
    }

    @Override
    public List<Conversation> conversations() {
        return talks.values().stream()
                .map(Talk::snapshot)
                .sorted(Comparator.comparing(LinkConversationService::newestEntry)
                        .reversed()
                        .thenComparing(Conversation::peer))
                .toList();
    }

    @Override
    public Optional<Conversation> conversation(PeerId peer) {
        return Optional.ofNullable(talks.get(peer)).map(Talk::snapshot);
    }

    @Override
    public Subscription observe(Consumer<ConversationEvent> observer) {
        return observers.subscribe(
                () -> conversations().stream()
                        .map(ConversationEvent.Opened::new)
                        .toList(),
                observer);
    }

    @Override
    public void call(PeerId peer) {
        lane.execute(() -> {
            if (!closed) {
                talk(peer).call();
            }
        });
    }

    @Override
    public void answer(PeerId peer) {
        ifKnown(peer, Talk::answer);
    }

    @Override
    public void decline(PeerId peer) {
        ifKnown(peer, Talk::decline);
    }

    @Override
    public void hangUp(PeerId peer) {
        ifKnown(peer, Talk::hangUp);
    }

    @Override
    public CompletionStage<Message> send(PeerId peer, String text) {
        return withResult(result -> {
            Talk talk = talks.get(peer);
            if (talk != null) {
                talk.send(text, result);
            } else {
                result.completeExceptionally(
                        new LinkException(Reason.CLOSED, "There is no open call. Call first, then write."));
            }
        });
    }

    @Override
    public CompletionStage<Message> post(PeerId peer, String text, Optional<UUID> replyTo) {
        return withResult(result -> talk(peer).post(text, replyTo, result));
    }

    @Override
    public void retry(PeerId peer, UUID message) {
        ifKnown(peer, talk -> talk.retry(message));
    }

    @Override
    public void typing(PeerId peer, boolean typing) {
        ifKnown(peer, talk -> talk.type(typing));
    }

    @Override
    public void keepDraft(PeerId peer, String text) {
        lane.execute(() -> {
            if (!closed && (talks.containsKey(peer) || !text.isEmpty())) {
                talk(peer).keepDraft(text.substring(0, Math.min(text.length(), MAX_DRAFT)));
            }
        });
    }

    @Override
    public CompletionStage<List<Message>> messagesBefore(PeerId peer, Optional<UUID> before, int most) {
        return context.history().before(peer, before, most).thenApply(found -> asTheyStand(peer, found));
    }

    @Override
    public CompletionStage<List<Message>> messagesFrom(PeerId peer, UUID message, int most) {
        return context.history().from(peer, message, most).thenApply(found -> asTheyStand(peer, found));
    }

    @Override
    public CompletionStage<List<SearchHit>> search(String words, Optional<PeerId> within, int most) {
        return context.history()
                .search(words, within, most)
                .thenApply(hits -> hits.stream()
                        .map(hit -> new SearchHit(hit.peer(), asItStands(hit.peer(), hit.message())))
                        .toList());
    }

    @Override
    public CompletionStage<UUID> delete(PeerId peer, Set<UUID> messages) {
        Set<UUID> which = Set.copyOf(messages);
        return withResult(result -> {
            Optional<Talk> talk = Optional.ofNullable(talks.get(peer));
            if (which.isEmpty()) {
                talk.ifPresent(Talk::end);
            }
            Deleted deletion = new Deleted(
                    peer,
                    which.isEmpty(),
                    talk.map(t -> t.snapshot().unread()).orElse(0),
                    talk.map(t -> t.snapshot().draft()).orElse(""));
            CompletionStage<UUID> deleting = context.history().delete(peer, which);
            gone(peer, which);
            var _ = deleting.handleAsync(
                    (id, failure) -> {
                        if (failure == null) {
                            deleted.put(id, deletion);
                            result.complete(id);
                        } else {
                            restore(deletion);
                            result.completeExceptionally(failure);
                        }
                        return true;
                    },
                    context.later());
        });
    }

    private void gone(PeerId peer, Set<UUID> messages) {
        Talk talk = talks.get(peer);
        if (talk == null) {
            return;
        }
        if (messages.isEmpty()) {
            talks.remove(peer);
            talk.deleted();
        } else {
            talk.removed(messages);
        }
    }

    @Override
    public CompletionStage<Boolean> undoDelete(UUID deletion) {
        return withResult(result -> {
            Deleted undone = deleted.remove(deletion);
            if (undone == null) {
                result.complete(false);
                return;
            }
            var _ = context.history()
                    .undo(deletion)
                    .handleAsync(
                            (known, failure) -> {
                                if (failure != null) {
                                    result.completeExceptionally(failure);
                                } else {
                                    if (known) {
                                        restore(undone);
                                    }
                                    result.complete(known);
                                }
                                return true;
                            },
                            context.later());
        });
    }

    /** Reads anew what is there again. */
    private void restore(Deleted undone) {
        var _ = context.history()
                .before(undone.peer(), Optional.empty(), MessageLog.MAX_MESSAGES)
                .thenAcceptAsync(
                        newest -> {
                            if (!closed) {
                                talk(undone.peer())
                                        .restored(
                                                newest,
                                                undone.whole() ? undone.unread() : 0,
                                                undone.whole() ? undone.draft() : "");
                            }
                        },
                        context.later());
    }

    @Override
    public void markRead(PeerId peer) {
        ifKnown(peer, Talk::markRead);
    }

    @Override
    public void markUnread(PeerId peer) {
        ifKnown(peer, Talk::markUnread);
    }

    /** Frames of peers that were none, since the start. */
    long malformedFrames() throws InterruptedException {
        long[] malformed = new long[1];
        lane.runAndWait(() -> malformed[0] = limits.malformedFrames());
        return malformed[0];
    }

    /** Incoming calls closed at once since the start because of a limit. */
    long refusedCalls() throws InterruptedException {
        long[] refused = new long[1];
        lane.runAndWait(() -> refused[0] = limits.refused());
        return refused[0];
    }

    @Override
    public void close() {
        contactsSubscription.close();
        peersSubscription.close();
        CountDownLatch linksClosed = new CountDownLatch(1);
        lane.execute(() -> {
            closed = true;
            talks.values().forEach(Talk::shutDown);
            limits.whenNoneIsOpen(linksClosed::countDown);
        });
        try {
            linksClosed.await(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lane.close();
    }

    private void admit(Link link) {
        boolean fromOurselves = context.isSelf(link.peer());
        // Whoever is blocked gets no hint, and nothing of them is kept.
        boolean blocked = context.contacts().contact(link.peer()).blocked();
        if (closed || fromOurselves || blocked) {
            link.close();
            return;
        }
        Optional<Limit> reached = tryOpen(link.peer());
        if (reached.isPresent()) {
            limits.refused(reached.get(), link.peer());
            link.close();
            return;
        }
        if (!talks.containsKey(link.peer())) {
            makeRoomForAStranger();
        }
        talk(link.peer()).incoming(link);
    }

    /** Takes one of the links there may be, or says why not. */
    private Optional<Limit> tryOpen(PeerId peer) {
        Talk talk = talks.get(peer);
        if (talk == null && talks.size() >= CallLimits.MAX_CONVERSATIONS) {
            return Optional.of(Limit.CONVERSATIONS);
        }
        boolean strangerWaits = talk == null || (talk.withStranger() && talk.oneMoreWaits());
        if (strangerWaits && waitingCalls() >= CallLimits.MAX_WAITING_CALLS) {
            return Optional.of(Limit.WAITING_CALLS);
        }
        if (!limits.tryOpen()) {
            return Optional.of(Limit.OPEN_LINKS);
        }
        // Last, so that only those count that ring.
        if (talk == null && !limits.tryNewCaller(context.timers().instant())) {
            limits.released();
            return Optional.of(Limit.NEW_CALLERS);
        }
        return Optional.empty();
    }

    private void makeRoomForAStranger() {
        List<Talk> strangers =
                talks.values().stream().filter(Talk::withStranger).toList();
        if (strangers.size() >= CallLimits.MAX_STRANGERS) {
            strangers.stream()
                    .filter(Talk::isQuiet)
                    .min(Comparator.comparing(Talk::since))
                    .ifPresent(this::forget);
        }
    }

    private void forget(Talk talk) {
        talks.remove(talk.peer());
        talk.forget();
    }

    private long waitingCalls() {
        return talks.values().stream().filter(Talk::waits).count();
    }

    private Talk talk(PeerId peer) {
        return talks.computeIfAbsent(peer, name -> new Talk(name, context, Optional.empty()));
    }

    /** Whoever was away and is there again may get what waits for them. */
    private void seen(PeerDirectory directory) {
        Set<PeerId> now = directory.peers().stream()
                .filter(peer -> peer.presence() == Presence.ONLINE)
                .map(Peer::id)
                .collect(Collectors.toSet());
        Set<PeerId> before = online;
        online = now;
        if (!closed) {
            talks.values().stream()
                    .filter(talk -> now.contains(talk.peer()) && !before.contains(talk.peer()))
                    .forEach(Talk::cameOnline);
        }
    }

    private List<Message> asTheyStand(PeerId peer, List<Message> found) {
        return found.stream().map(message -> asItStands(peer, message)).toList();
    }

    private Message asItStands(PeerId peer, Message message) {
        Talk talk = talks.get(peer);
        return talk == null ? message : talk.asItStands(message);
    }

    /** Does something on the lane that has a result; the result is a failure if the program is closing. */
    private <T> CompletionStage<T> withResult(Consumer<CompletableFuture<T>> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        boolean accepted = lane.offer(() -> {
            if (closed) {
                result.completeExceptionally(closing());
            } else {
                action.accept(result);
            }
        });
        if (!accepted) {
            result.completeExceptionally(closing());
        }
        return result;
    }

    private static LinkException closing() {
        return new LinkException(Reason.CLOSED, "The program is closing.");
    }

    private void ifKnown(PeerId peer, Consumer<Talk> action) {
        lane.execute(() -> {
            Talk talk = talks.get(peer);
            if (talk != null) {
                action.accept(talk);
            }
        });
    }

    private static Instant newestEntry(Conversation conversation) {
        List<Message> messages = conversation.messages();
        return messages.isEmpty()
                ? conversation.call().since()
                : messages.getLast().at();
    }
}
