package dev.chatp2p.core.conversation;

import dev.chatp2p.core.overlay.PeerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

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
    private long added;

    /** A message in its place; deleted ones keep theirs. */
    private static final class Entry {
        private final long place;
        private Message message;
        private Optional<UUID> deletion = Optional.empty();

        private Entry(long place, Message message) {
            this.place = place;
            this.message = message;
        }

        private boolean isLive() {
            return deletion.isEmpty();
        }

        private boolean isQueued() {
            return message.delivery().state() == Delivery.State.QUEUED;
        }
    }

    private static final class Kept {
        /** In order. */
        private final List<Entry> entries = new ArrayList<>();

        private final Map<UUID, Entry> byId = new HashMap<>();
        private boolean shown;
        private int unread;
        private int untold;
        private String draft = "";

        private Stream<Entry> live() {
            return entries.stream().filter(Entry::isLive);
        }

        /** Where an entry stands; negative if there is none with that id. */
        private int indexOf(UUID id) {
            Entry entry = byId.get(id);
            if (entry == null) {
                return -1;
            }
            int low = 0;
            int high = entries.size() - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (entries.get(middle).place < entry.place) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /** @param whole whether the conversation itself was deleted, which had so many unread entries and that draft */
    private record Deletion(PeerId peer, boolean whole, int unread, String draft) {}

    @Override
    public synchronized List<KeptConversation> conversations() {
        return conversations.entrySet().stream()
                .filter(entry -> entry.getValue().shown)
                .map(entry -> kept(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static KeptConversation kept(PeerId peer, Kept kept) {
        return new KeptConversation(
                peer,
                kept.entries.reversed().stream()
                        .filter(Entry::isLive)
                        .findFirst()
                        .map(entry -> entry.message),
                kept.unread,
                kept.untold,
                kept.draft,
                (int) kept.live().filter(Entry::isQueued).count());
    }

    /** What there is of a conversation; nothing lasting if there is none. */
    private Kept look(PeerId peer) {
        return conversations.getOrDefault(peer, new Kept());
    }

    private Kept begin(PeerId peer) {
        Kept kept = conversations.computeIfAbsent(peer, name -> new Kept());
        kept.shown = true;
        return kept;
    }

    @Override
    public synchronized CompletionStage<Void> add(PeerId peer, Message message) {
        if (!look(peer).byId.containsKey(message.id())) {
            Kept kept = begin(peer);
            Entry entry = new Entry(added++, message);
            kept.entries.add(entry);
            kept.byId.put(message.id(), entry);
            characters += message.text().length();
            if (kept.entries.size() > MOST_MESSAGES) {
                forgetOldest(kept);
            }
            while (characters > MOST_CHARACTERS) {
                forgetOldest(conversations.values().stream()
                        .max(Comparator.comparingInt(each -> each.entries.size()))
                        .orElseThrow());
            }
        }
        return done();
    }

    private void forgetOldest(Kept kept) {
        Entry oldest = kept.entries.removeFirst();
        kept.byId.remove(oldest.message.id());
        characters -= oldest.message.text().length();
    }

    @Override
    public synchronized CompletionStage<Void> change(PeerId peer, UUID message, Delivery delivery) {
        Entry entry = look(peer).byId.get(message);
        if (entry != null) {
            entry.message = entry.message.with(delivery);
        }
        return done();
    }

    @Override
    public synchronized CompletionStage<Boolean> knows(PeerId peer, UUID message) {
        return CompletableFuture.completedFuture(look(peer).byId.containsKey(message));
    }

    @Override
    public synchronized CompletionStage<Optional<Message>> find(PeerId peer, UUID message) {
        return CompletableFuture.completedFuture(
                Optional.ofNullable(look(peer).byId.get(message))
                        .filter(Entry::isLive)
                        .map(entry -> entry.message));
    }

    @Override
    public synchronized CompletionStage<List<Message>> before(PeerId peer, Optional<UUID> before, int most) {
        Kept kept = look(peer);
        int end = before.map(kept::indexOf).orElse(kept.entries.size());
        return CompletableFuture.completedFuture(kept.entries.subList(0, Math.max(0, end)).reversed().stream()
                .filter(Entry::isLive)
                .limit(page(most))
                .map(entry -> entry.message)
                .toList()
                .reversed());
    }

    @Override
    public synchronized CompletionStage<List<Message>> from(PeerId peer, UUID message, int most) {
        Kept kept = look(peer);
        int start = kept.indexOf(message);
        return CompletableFuture.completedFuture(
                kept.entries.subList(start < 0 ? kept.entries.size() : start, kept.entries.size()).stream()
                        .filter(Entry::isLive)
                        .limit(page(most))
                        .map(entry -> entry.message)
                        .toList());
    }

    private static int page(int most) {
        return Math.clamp(most, 1, MOST_AT_ONCE);
    }

    @Override
    public synchronized CompletionStage<List<Message>> queued(PeerId peer) {
        return CompletableFuture.completedFuture(look(peer)
                .live()
                .filter(Entry::isQueued)
                .map(entry -> entry.message)
                .toList());
    }

    @Override
    public synchronized CompletionStage<List<SearchHit>> search(String words, Optional<PeerId> within, int most) {
        SearchWords wanted = SearchWords.of(words);
        if (wanted.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        record Hit(PeerId peer, Entry entry) {}
        return CompletableFuture.completedFuture(conversations.entrySet().stream()
                .filter(each -> within.isEmpty() || within.get().equals(each.getKey()))
                .flatMap(each -> each.getValue().live().map(entry -> new Hit(each.getKey(), entry)))
                .filter(hit -> hit.entry().message.author() != Message.Author.SYSTEM
                        && wanted.fit(hit.entry().message.text()))
                .sorted(Comparator.comparingLong((Hit hit) -> hit.entry().place).reversed())
                .limit(page(most))
                .map(hit -> new SearchHit(hit.peer(), hit.entry().message))
                .toList());
    }

    @Override
    public synchronized CompletionStage<Void> keepUnread(PeerId peer, int unread) {
        (unread == 0 ? look(peer) : begin(peer)).unread = unread;
        return done();
    }

    @Override
    public synchronized CompletionStage<Void> keepUntold(PeerId peer, int untold) {
        look(peer).untold = untold;
        return done();
    }

    @Override
    public synchronized CompletionStage<Void> keepDraft(PeerId peer, String draft) {
        (draft.isEmpty() ? look(peer) : begin(peer)).draft = draft;
        return done();
    }

    @Override
    public synchronized CompletionStage<UUID> delete(PeerId peer, Set<UUID> messages) {
        UUID id = UUID.randomUUID();
        Kept kept = look(peer);
        kept.live()
                .filter(entry -> messages.isEmpty() || messages.contains(entry.message.id()))
                .forEach(entry -> entry.deletion = Optional.of(id));
        deletions.put(id, new Deletion(peer, messages.isEmpty() && kept.shown, kept.unread, kept.draft));
        if (messages.isEmpty()) {
            kept.shown = false;
            kept.unread = 0;
            kept.untold = 0;
            kept.draft = "";
        }
        return CompletableFuture.completedFuture(id);
    }

    @Override
    public synchronized CompletionStage<Void> forget(PeerId peer, Set<UUID> messages) {
        Kept kept = messages.isEmpty()
                ? Optional.ofNullable(conversations.remove(peer)).orElseGet(Kept::new)
                : look(peer);
        List<Entry> gone = kept.entries.stream()
                .filter(entry -> messages.isEmpty() || messages.contains(entry.message.id()))
                .toList();
        kept.entries.removeAll(gone);
        for (Entry entry : gone) {
            kept.byId.remove(entry.message.id());
            characters -= entry.message.text().length();
        }
        return done();
    }

    @Override
    public synchronized CompletionStage<Boolean> undo(UUID deletion) {
        Deletion undone = deletions.remove(deletion);
        if (undone == null) {
            return CompletableFuture.completedFuture(false);
        }
        look(undone.peer()).entries.stream()
                .filter(entry -> entry.deletion.filter(deletion::equals).isPresent())
                .forEach(entry -> entry.deletion = Optional.empty());
        if (undone.whole()) {
            Kept kept = begin(undone.peer());
            kept.unread += undone.unread();
            kept.draft = kept.draft.isEmpty() ? undone.draft() : kept.draft;
        }
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public void close() {}

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
