package dev.chatp2p.desktop.bench;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.conversation.Conversation;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.SearchHit;
import dev.chatp2p.core.overlay.PeerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A service that has one long conversation and answers on a thread of its own, as the real one does. */
final class LongConversation implements ConversationService {

    private static final List<String> WORDS = List.of(
            "Morning! Did the third router come up?",
            "Yes.",
            "I only see two on the status page, and one of them has been away for most of the night as far as I can tell"
                    + " from what it says there.",
            "See https://docs.example.org/setup for how I did it.",
            "👍",
            "First line\nsecond line\nand a third one",
            "שלום, מה שלומך?",
            "It does. I killed r2 and did not even notice.");

    private final ExecutorService lane;
    private final List<Message> messages = new ArrayList<>();
    private final Map<UUID, Integer> index = new HashMap<>();
    private final List<Consumer<ConversationEvent>> observers = new CopyOnWriteArrayList<>();

    LongConversation(ExecutorService lane, int size) {
        this.lane = lane;
        Instant start = Instant.now().minusSeconds(size * 60L);
        for (int i = 0; i < size; i++) {
            Message message = message(i, start.plusSeconds(i * 60L));
            index.put(message.id(), i);
            messages.add(message);
        }
    }

    static Message message(int number, Instant at) {
        Message.Author author = number % 5 < 2 ? Message.Author.ME : Message.Author.PEER;
        Delivery delivery = author == Message.Author.ME ? new Delivery(Delivery.State.READ, at) : Delivery.NONE;
        return new Message(
                new UUID(at.toEpochMilli(), number),
                author,
                WORDS.get(number % WORDS.size()) + " (" + number + ")",
                at,
                false,
                delivery,
                Optional.empty(),
                Optional.empty());
    }

    /** Tells the events as fast as it can, on the service's thread. */
    void tell(List<ConversationEvent> events) {
        lane.execute(() -> events.forEach(event -> observers.forEach(observer -> observer.accept(event))));
    }

    UUID idOf(int number) {
        return messages.get(number).id();
    }

    private <T> CompletionStage<T> later(Supplier<T> answer) {
        return CompletableFuture.supplyAsync(answer, lane);
    }

    @Override
    public CompletionStage<List<Message>> messagesBefore(PeerId peer, Optional<UUID> before, int most) {
        return later(() -> {
            int end = before.map(id -> index.getOrDefault(id, 0)).orElse(messages.size());
            return List.copyOf(messages.subList(Math.max(0, end - most), end));
        });
    }

    @Override
    public CompletionStage<List<Message>> messagesFrom(PeerId peer, UUID message, int most) {
        return later(() -> {
            int start = index.getOrDefault(message, messages.size());
            return List.copyOf(messages.subList(start, Math.min(messages.size(), start + most)));
        });
    }

    @Override
    public List<Conversation> conversations() {
        return List.of();
    }

    @Override
    public Optional<Conversation> conversation(PeerId peer) {
        return Optional.empty();
    }

    @Override
    public Subscription observe(Consumer<ConversationEvent> observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    @Override
    public void call(PeerId peer) {}

    @Override
    public void answer(PeerId peer) {}

    @Override
    public void decline(PeerId peer) {}

    @Override
    public void hangUp(PeerId peer) {}

    @Override
    public CompletionStage<Message> send(PeerId peer, String text) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Message> post(PeerId peer, String text, Optional<UUID> replyTo) {
        return new CompletableFuture<>();
    }

    @Override
    public void retry(PeerId peer, UUID message) {}

    @Override
    public void typing(PeerId peer, boolean typing) {}

    @Override
    public void keepDraft(PeerId peer, String text) {}

    @Override
    public CompletionStage<List<SearchHit>> search(String words, Optional<PeerId> within, int most) {
        return later(List::of);
    }

    @Override
    public CompletionStage<UUID> delete(PeerId peer, Set<UUID> gone) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Boolean> undoDelete(UUID deletion) {
        return new CompletableFuture<>();
    }

    @Override
    public void markRead(PeerId peer) {}

    @Override
    public void markUnread(PeerId peer) {}

    @Override
    public void close() {}
}
