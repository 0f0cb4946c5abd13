package dev.chatp2p.core.conversation;

import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.text.CaseFolding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A history that lasts as long as the program runs: for the demo, the terminal client and tests. The oldest messages of a
 * conversation are forgotten beyond {@value #MOST_MESSAGES}, and texts of all together beyond 32 Mi characters.
 */
public final class MemoryHistory implements History {

    private static final int MOST_MESSAGES = 10_000;
    private static final long MOST_CHARACTERS = 32L << 20;

    // All guarded by this.
    private final Map<PeerId, Kept> conversations = new LinkedHashMap<>();
    private final Map<UUID, Deletion> deletions = new HashMap<>();
    private long characters;

    private static final class Kept {
        private final List<Message> messages = new ArrayList<>();
        private final Set<UUID> ids = new HashSet<>();
        private int unread;
        private String draft = "";

        private int indexOf(UUID id) {
            for (int i = messages.size() - 1; i >= 0; i--) {
                if (messages.get(i).id().equals(id)) {
                    return i;
                }
            }
            return -1;
        }
    }

    private record Deletion(PeerId peer, Map<Integer, Message> messages, Optional<Kept> kept) {}

    @Override
    public synchronized List<KeptConversation> conversations() {
        return conversations.entrySet().stream()
                .map(entry -> kept(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static KeptConversation kept(PeerId peer, Kept kept) {
        return new KeptConversation(
                peer,
                kept.messages.isEmpty() ? Optional.empty() : Optional.of(kept.messages.getLast()),
                kept.unread,
                kept.draft,
                (int) kept.messages.stream().filter(MemoryHistory::isQueued).count());
    }

    private static boolean isQueued(Message message) {
        return message.delivery().state() == Delivery.State.QUEUED;
    }

    /** To read of it: an empty one if there is none. */
    private Kept read(PeerId peer) {
        return conversations.getOrDefault(peer, new Kept());
    }

    private Kept of(PeerId peer) {
        return conversations.computeIfAbsent(peer, name -> new Kept());
    }

    @Override
    public synchronized CompletionStage<Void> add(PeerId peer, Message message) {
        Kept kept = of(peer);
        if (kept.ids.add(message.id())) {
            kept.messages.add(message);
            characters += message.text().length();
            if (kept.messages.size() > MOST_MESSAGES) {
                forgetOldest(kept);
            }
            while (characters > MOST_CHARACTERS) {
                forgetOldest(conversations.values().stream()
                        .max(Comparator.comparingInt(each -> each.messages.size()))
                        .orElseThrow());
            }
        }
        return done();
    }

    private void forgetOldest(Kept kept) {
        Message oldest = kept.messages.removeFirst();
        kept.ids.remove(oldest.id());
        characters -= oldest.text().length();
    }

    @Override
    public synchronized CompletionStage<Void> change(PeerId peer, UUID message, Delivery delivery) {
        Kept kept = read(peer);
        int index = kept.indexOf(message);
        if (index >= 0) {
            kept.messages.set(index, kept.messages.get(index).with(delivery));
        }
        return done();
    }

    @Override
    public synchronized CompletionStage<Boolean> knows(PeerId peer, UUID message) {
        return CompletableFuture.completedFuture(read(peer).ids.contains(message));
    }

    @Override
    public synchronized CompletionStage<Optional<Message>> find(PeerId peer, UUID message) {
        Kept kept = read(peer);
        int index = kept.indexOf(message);
        return CompletableFuture.completedFuture(index < 0 ? Optional.empty() : Optional.of(kept.messages.get(index)));
    }

    @Override
    public synchronized CompletionStage<List<Message>> before(PeerId peer, Optional<UUID> before, int most) {
        Kept kept = read(peer);
        int end = before.map(kept::indexOf).orElse(kept.messages.size());
        return CompletableFuture.completedFuture(
                end <= 0 ? List.of() : List.copyOf(kept.messages.subList(Math.max(0, end - most), end)));
    }

    @Override
    public synchronized CompletionStage<List<Message>> from(PeerId peer, UUID message, int most) {
        Kept kept = read(peer);
        int start = kept.indexOf(message);
        return CompletableFuture.completedFuture(
                start < 0
                        ? List.of()
                        : List.copyOf(kept.messages.subList(start, Math.min(kept.messages.size(), start + most))));
    }

    @Override
    public synchronized CompletionStage<List<Message>> queued(PeerId peer) {
        return CompletableFuture.completedFuture(
                read(peer).messages.stream().filter(MemoryHistory::isQueued).toList());
    }

    @Override
    public synchronized CompletionStage<List<SearchHit>> search(String words, Optional<PeerId> within, int most) {
        List<String> wanted = List.of(CaseFolding.fold(words.strip()).split("\\s+"));
        List<SearchHit> hits = new ArrayList<>();
        conversations.forEach((peer, kept) -> {
            if (within.isEmpty() || within.get().equals(peer)) {
                kept.messages.stream()
                        .filter(message -> fits(message, wanted))
                        .forEach(message -> hits.add(new SearchHit(peer, message)));
            }
        });
        hits.sort(Comparator.comparing((SearchHit hit) -> hit.message().at()).reversed());
        return CompletableFuture.completedFuture(List.copyOf(hits.subList(0, Math.min(most, hits.size()))));
    }

    private static boolean fits(Message message, List<String> wanted) {
        if (message.author() == Message.Author.SYSTEM || wanted.equals(List.of(""))) {
            return false;
        }
        List<String> words = List.of(CaseFolding.fold(message.text()).split("[^\\p{L}\\p{N}]+"));
        return wanted.stream().allMatch(start -> words.stream().anyMatch(word -> word.startsWith(start)));
    }

    @Override
    public synchronized CompletionStage<Void> keepUnread(PeerId peer, int unread) {
        of(peer).unread = unread;
        return done();
    }

    @Override
    public synchronized CompletionStage<Void> keepDraft(PeerId peer, String draft) {
        of(peer).draft = draft;
        return done();
    }

    @Override
    public synchronized CompletionStage<UUID> delete(PeerId peer, Set<UUID> messages) {
        UUID id = UUID.randomUUID();
        Kept kept = of(peer);
        if (messages.isEmpty()) {
            conversations.remove(peer);
            kept.messages.forEach(message -> characters -= message.text().length());
            deletions.put(id, new Deletion(peer, Map.of(), Optional.of(kept)));
        } else {
            Map<Integer, Message> removed = new LinkedHashMap<>();
            for (int i = 0; i < kept.messages.size(); i++) {
                if (messages.contains(kept.messages.get(i).id())) {
                    removed.put(i, kept.messages.get(i));
                }
            }
            kept.messages.removeAll(removed.values());
            removed.values().forEach(message -> characters -= message.text().length());
            deletions.put(id, new Deletion(peer, removed, Optional.empty()));
        }
        return CompletableFuture.completedFuture(id);
    }

    @Override
    public synchronized CompletionStage<Void> forget(PeerId peer, Set<UUID> messages) {
        return delete(peer, messages).thenAccept(deletions::remove);
    }

    @Override
    public synchronized CompletionStage<Boolean> undo(UUID deletion) {
        Deletion undone = deletions.remove(deletion);
        if (undone == null) {
            return CompletableFuture.completedFuture(false);
        }
        Kept now = of(undone.peer());
        undone.kept().ifPresent(before -> {
            now.messages.addAll(0, before.messages);
            now.ids.addAll(before.ids);
            now.unread += before.unread;
            now.draft = now.draft.isEmpty() ? before.draft : now.draft;
            before.messages.forEach(message -> characters += message.text().length());
        });
        undone.messages().forEach((index, message) -> {
            now.messages.add(Math.min(index, now.messages.size()), message);
            characters += message.text().length();
        });
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public void close() {}

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
