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
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
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

/**
 * Conversations over the links of one overlay session, in line mode (chat-protocol §1). One lane owns every conversation;
 * links are read and written, and peers dialed, on virtual threads of their own.
 */
public final class LinkConversationService implements ConversationService {

    private static final Duration CLOSE_PATIENCE = Duration.ofMillis(700);

    private final Lane lane = new Lane("conversations");
    private final Observers<ConversationEvent> observers = new Observers<>(lane);
    private final CallLimits limits = new CallLimits();
    private final CallContext context;

    /** Written by the lane, read by anyone. */
    private final Map<PeerId, Talk> talks = new ConcurrentHashMap<>();

    /** Confined to the lane. */
    private boolean closed;

    /**
     * @param service the service that is dialed
     * @param greeting what the other side sees with our calls
     */
    public LinkConversationService(OverlaySession session, String service, String greeting, Timers timers) {
        context = new CallContext(
                lane,
                timers,
                session,
                service,
                greeting,
                observers,
                limits,
                new MessageIds(timers),
                new MessageBudget(MessageBudget.DEFAULT),
                new MessageBudget(MessageBudget.STRANGERS));
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
        CompletableFuture<Message> result = new CompletableFuture<>();
        boolean accepted = lane.offer(() -> {
            Talk talk = talks.get(peer);
            if (talk != null) {
                talk.send(text, result);
            } else {
                result.completeExceptionally(
                        new LinkException(Reason.CLOSED, "There is no open call. Call first, then write."));
            }
        });
        if (!accepted) {
            result.completeExceptionally(new LinkException(Reason.CLOSED, "The program is closing."));
        }
        return result;
    }

    @Override
    public CompletionStage<Message> post(PeerId peer, String text, Optional<UUID> replyTo) {
        throw new UnsupportedOperationException("issue 6");
    }

    @Override
    public void retry(PeerId peer, UUID message) {
        throw new UnsupportedOperationException("issue 6");
    }

    @Override
    public void typing(PeerId peer, boolean typing) {
        throw new UnsupportedOperationException("issue 6");
    }

    @Override
    public void keepDraft(PeerId peer, String text) {
        throw new UnsupportedOperationException("issue 6");
    }

    @Override
    public CompletionStage<List<Message>> messagesBefore(PeerId peer, Optional<UUID> before, int most) {
        throw new UnsupportedOperationException("issue 6");
    }

    @Override
    public CompletionStage<List<Message>> messagesFrom(PeerId peer, UUID message, int most) {
        throw new UnsupportedOperationException("issue 6");
    }

    @Override
    public CompletionStage<List<SearchHit>> search(String words, Optional<PeerId> within, int most) {
        throw new UnsupportedOperationException("issue 6");
    }

    @Override
    public CompletionStage<UUID> delete(PeerId peer, Set<UUID> messages) {
        throw new UnsupportedOperationException("issue 6");
    }

    @Override
    public CompletionStage<Boolean> undoDelete(UUID deletion) {
        throw new UnsupportedOperationException("issue 6");
    }

    @Override
    public void markRead(PeerId peer) {
        ifKnown(peer, Talk::markRead);
    }

    /** Incoming calls closed at once since the start because of a limit. */
    long refusedCalls() throws InterruptedException {
        long[] refused = new long[1];
        lane.runAndWait(() -> refused[0] = limits.refused());
        return refused[0];
    }

    @Override
    public void close() {
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
        boolean fromOurselves =
                context.session().self().filter(link.peer()::equals).isPresent();
        if (closed || fromOurselves) {
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
                    .filter(talk -> !talk.state().isLive())
                    .min(Comparator.comparing(Talk::since))
                    .ifPresent(this::forget);
        }
    }

    private void forget(Talk talk) {
        talks.remove(talk.peer());
        talk.forget();
    }

    private long waitingCalls() {
        return talks.values().stream().filter(Talk::callWaits).count();
    }

    private Talk talk(PeerId peer) {
        return talks.computeIfAbsent(peer, name -> new Talk(name, context));
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
