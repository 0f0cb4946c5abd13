package dev.chatp2p.core.store;

import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.History;
import dev.chatp2p.core.conversation.HistoryException;
import dev.chatp2p.core.conversation.KeptConversation;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.SearchHit;
import dev.chatp2p.core.conversation.SearchWords;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.store.DatabaseLane.Job;
import dev.chatp2p.core.store.DatabaseLane.Work;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history in the database: three lanes, one that writes, one for pages, one for searches, so that a page waits neither for
 * a long search nor for what others write. A read waits for what was written to its conversation before it was asked for, and
 * never sees a message that was added after.
 */
final class SqliteHistory implements History {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteHistory.class);

    /** Messages purged in one go: little enough for others to come in between. */
    private static final int PURGED_AT_ONCE = 500;

    /** What closing gives to purging; the rest is purged when the history is opened next. */
    private static final long PURGE_MILLIS = 600;

    private final DatabaseLane writer;
    private final DatabaseLane pages;
    private final DatabaseLane searches;
    private final InstantSource clock;
    private final Runnable whenClosed;
    private final AtomicBoolean closed = new AtomicBoolean();

    // All guarded by this.
    /** The last write to each conversation that is not done yet. */
    private final Map<PeerId, CompletableFuture<Void>> unsettled = new HashMap<>();

    private CompletableFuture<Void> lastWrite = CompletableFuture.completedFuture(null);

    /** Where the next message goes. */
    private long nextPlace;

    /** The deletions of this run: those before are purged and cannot be taken back. */
    private final Map<UUID, Deletion> deletions = new HashMap<>();

    private long nextDeletion;

    private record Deletion(PeerId peer, long number) {}

    /**
     * @param nextPlace greater than that of any message
     * @param lastDeletion the number of the last deletion of earlier runs: those are purged now
     * @param clock the time of purging
     * @param whenClosed runs once when the database is closed
     */
    SqliteHistory(
            DatabaseLane writer,
            DatabaseLane pages,
            DatabaseLane searches,
            long nextPlace,
            long lastDeletion,
            InstantSource clock,
            Runnable whenClosed) {
        this.writer = writer;
        this.pages = pages;
        this.searches = searches;
        this.nextPlace = nextPlace;
        this.nextDeletion = lastDeletion + 1;
        this.clock = clock;
        this.whenClosed = whenClosed;
        if (lastDeletion > 0) {
            purge(lastDeletion);
        }
    }

    @Override
    public List<KeptConversation> conversations() throws HistoryException {
        CompletableFuture<List<KeptConversation>> result = new CompletableFuture<>();
        read(Optional.empty(), pages, result, (database, end) -> ConversationRows.all(database));
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HistoryException failure) {
                throw failure;
            }
            throw new HistoryException("The conversations could not be read.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("The program was ended while the conversations were read.", e);
        }
    }

    @Override
    public synchronized CompletionStage<Void> add(PeerId peer, Message message) {
        long place = nextPlace++;
        return change(peer, database -> MessageRows.add(database, peer, place, message));
    }

    @Override
    public CompletionStage<Void> change(PeerId peer, UUID message, Delivery delivery) {
        return change(peer, database -> MessageRows.change(database, peer, message, delivery));
    }

    @Override
    public CompletionStage<Boolean> knows(PeerId peer, UUID message) {
        return read(peer, (database, end) -> MessageRows.knows(database, peer, message));
    }

    @Override
    public CompletionStage<Optional<Message>> find(PeerId peer, UUID message) {
        return read(peer, (database, end) -> MessageRows.find(database, peer, message));
    }

    @Override
    public CompletionStage<List<Message>> before(PeerId peer, Optional<UUID> before, int most) {
        return read(peer, (database, end) -> MessageRows.before(database, peer, before, end, page(most)));
    }

    @Override
    public CompletionStage<List<Message>> from(PeerId peer, UUID message, int most) {
        return read(peer, (database, end) -> MessageRows.from(database, peer, message, end, page(most)));
    }

    @Override
    public CompletionStage<List<Message>> queued(PeerId peer) {
        return read(peer, (database, end) -> MessageRows.queued(database, peer, end));
    }

    @Override
    public CompletionStage<List<SearchHit>> search(String words, Optional<PeerId> within, int most) {
        SearchWords wanted = SearchWords.of(words);
        if (wanted.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return read(
                within,
                searches,
                new CompletableFuture<>(),
                (database, end) -> MessageSearch.newest(database, wanted, within, end, page(most)));
    }

    private static int page(int most) {
        return Math.clamp(most, 1, MOST_AT_ONCE);
    }

    @Override
    public CompletionStage<Void> keepUnread(PeerId peer, int unread) {
        return change(peer, database -> ConversationRows.keepUnread(database, peer, unread));
    }

    @Override
    public CompletionStage<Void> keepUntold(PeerId peer, int untold) {
        return change(peer, database -> ConversationRows.keepUntold(database, peer, untold));
    }

    @Override
    public CompletionStage<Void> keepDraft(PeerId peer, String draft) {
        return change(peer, database -> ConversationRows.keepDraft(database, peer, draft));
    }

    @Override
    public synchronized CompletionStage<UUID> delete(PeerId peer, Set<UUID> messages) {
        UUID id = UUID.randomUUID();
        Deletion deletion = new Deletion(peer, nextDeletion++);
        deletions.put(id, deletion);
        Set<UUID> which = Set.copyOf(messages);
        return write(peer, database -> {
            DeletionRows.delete(database, peer, which, deletion.number());
            return id;
        });
    }

    @Override
    public CompletionStage<Void> forget(PeerId peer, Set<UUID> messages) {
        Set<UUID> which = Set.copyOf(messages);
        return change(peer, database -> DeletionRows.forget(database, peer, which));
    }

    @Override
    public synchronized CompletionStage<Boolean> undo(UUID deletion) {
        Deletion undone = deletions.remove(deletion);
        return undone == null
                ? CompletableFuture.completedFuture(false)
                : write(undone.peer(), database -> DeletionRows.undo(database, undone.peer(), undone.number()));
    }

    /** A write that answers nothing. */
    @FunctionalInterface
    private interface Change {
        void on(Database database) throws SQLException;
    }

    private CompletionStage<Void> change(PeerId peer, Change change) {
        return write(peer, database -> {
            change.on(database);
            return null;
        });
    }

    private synchronized <T> CompletableFuture<T> write(PeerId peer, Work<T> work) {
        Job<T> job = writer.ask(work);
        lastWrite = job.settled();
        unsettled.put(peer, job.settled());
        var _ = job.settled().whenComplete((done, never) -> settled(peer, job.settled()));
        return job.result();
    }

    private synchronized void settled(PeerId peer, CompletableFuture<Void> write) {
        unsettled.remove(peer, write);
    }

    /** A read that sees no message from that place on. */
    @FunctionalInterface
    private interface Read<T> {
        T from(Database database, long end) throws SQLException;
    }

    private <T> CompletionStage<T> read(PeerId peer, Read<T> work) {
        return read(Optional.of(peer), pages, new CompletableFuture<>(), work);
    }

    private synchronized <T> CompletionStage<T> read(
            Optional<PeerId> of, DatabaseLane lane, CompletableFuture<T> result, Read<T> work) {
        long end = nextPlace;
        CompletableFuture<Void> writes = of.map(
                        peer -> unsettled.getOrDefault(peer, CompletableFuture.completedFuture(null)))
                .orElse(lastWrite);
        Work<T> bounded = database -> work.from(database, end);
        if (writes.isDone()) {
            lane.ask(bounded, result);
        } else {
            var _ = writes.thenRun(() -> lane.ask(bounded, result));
        }
        return result;
    }

    /** Purges what earlier runs have deleted, bit by bit. */
    private void purge(long last) {
        var _ = writer.ask(database -> DeletionRows.purge(database, last, PURGED_AT_ONCE, clock.instant()))
                .result()
                .whenComplete((purged, failure) -> {
                    if (failure != null) {
                        LOG.warn("Deleted messages could not be purged: {}", failure.getMessage());
                    } else if (purged == PURGED_AT_ONCE) {
                        purge(last);
                    }
                });
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            writer.ask(this::purgeAtTheEnd).result().get(2 * PURGE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("Deleted messages are purged with the next start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        searches.close();
        pages.close();
        writer.close();
        whenClosed.run();
    }

    /** Whether there is more to purge than there was time for. */
    private boolean purgeAtTheEnd(Database database) throws SQLException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PURGE_MILLIS);
        boolean more = DeletionRows.any(database);
        while (more && System.nanoTime() < end) {
            more = DeletionRows.purge(database, Long.MAX_VALUE, PURGED_AT_ONCE, clock.instant()) == PURGED_AT_ONCE;
        }
        return more;
    }
}
