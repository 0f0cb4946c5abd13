package dev.chatp2p.core.store;

import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.conversation.History;
import dev.chatp2p.core.conversation.HistoryException;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.PeerId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * Writes a conversation to a file, page by page: never more than one is in memory. The file appears whole or not at all,
 * and only its owner can read it. One object for one export; {@link #cancel} may be called from any thread.
 */
public final class ConversationExport {

    private static final int PAGE = 1_000;

    private final PeerId peer;
    private final Pages pages;
    private volatile boolean cancelled;

    /** Where messages come from: a service, or a history. */
    public interface Pages {

        /** As {@link ConversationService#messagesBefore}. */
        CompletionStage<List<Message>> before(PeerId peer, Optional<UUID> before, int most);

        /** As {@link ConversationService#messagesFrom}. */
        CompletionStage<List<Message>> from(PeerId peer, UUID message, int most);

        static Pages of(ConversationService conversations) {
            return new Pages() {
                @Override
                public CompletionStage<List<Message>> before(PeerId peer, Optional<UUID> before, int most) {
                    return conversations.messagesBefore(peer, before, most);
                }

                @Override
                public CompletionStage<List<Message>> from(PeerId peer, UUID message, int most) {
                    return conversations.messagesFrom(peer, message, most);
                }
            };
        }

        static Pages of(History history) {
            return new Pages() {
                @Override
                public CompletionStage<List<Message>> before(PeerId peer, Optional<UUID> before, int most) {
                    return history.before(peer, before, most);
                }

                @Override
                public CompletionStage<List<Message>> from(PeerId peer, UUID message, int most) {
                    return history.from(peer, message, most);
                }
            };
        }
    }

    /** Is told how far it is; quickly, on the thread that writes. */
    @FunctionalInterface
    public interface Progress {

        /** Nobody wants to know. */
        Progress NONE = (written, all) -> {};

        /**
         * @param written how many messages are written
         * @param all how many there are; 0 while they are counted
         */
        void at(long written, long all);
    }

    public ConversationExport(PeerId peer, Pages pages) {
        this.peer = peer;
        this.pages = pages;
    }

    /** Ends it before its end, without a file. Idempotent. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Writes the file in place of what has its name. Blocks: not on the FX thread.
     *
     * @return how many messages it has
     * @throws IOException if the file cannot be written
     * @throws HistoryException if the messages cannot be read
     * @throws CancellationException if it was cancelled
     */
    public long write(Path file, ExportFormat format, Progress progress)
            throws IOException, HistoryException, InterruptedException {
        Contents contents = count(progress);
        Path draft = OwnerOnly.draft(file);
        try {
            long written = 0;
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
                    Writer out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8))) {
                ExportFormat.Lines lines = format.begin(peer, out);
                Optional<UUID> last = contents.first();
                boolean begun = false;
                while (last.isPresent()) {
                    List<Message> page = after(last.get(), begun);
                    for (Message message : page) {
                        lines.add(message);
                    }
                    begun = true;
                    written += page.size();
                    last = page.isEmpty()
                            ? Optional.empty()
                            : Optional.of(page.getLast().id());
                    progress.at(written, Math.max(written, contents.size()));
                }
                lines.end();
                out.flush();
                channel.force(true);
            }
            checkCancelled();
            Files.move(
                    draft, file.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Of how many messages the first is; a conversation can only be walked from its end. */
    private record Contents(Optional<UUID> first, long size) {}

    private Contents count(Progress progress) throws HistoryException, InterruptedException {
        Contents found = new Contents(Optional.empty(), 0);
        while (true) {
            checkCancelled();
            progress.at(0, 0);
            List<Message> page = answer(pages.before(peer, found.first(), PAGE));
            if (page.isEmpty()) {
                return found;
            }
            found = new Contents(Optional.of(page.getFirst().id()), found.size() + page.size());
        }
    }

    /** The messages from that one on, or only those after it. It may be deleted by now: it keeps its place. */
    private List<Message> after(UUID message, boolean withoutIt) throws HistoryException, InterruptedException {
        checkCancelled();
        List<Message> page = answer(pages.from(peer, message, PAGE));
        return withoutIt && !page.isEmpty() && page.getFirst().id().equals(message)
                ? page.subList(1, page.size())
                : page;
    }

    private void checkCancelled() {
        if (cancelled) {
            throw new CancellationException("the export was cancelled");
        }
    }

    private static <T> T answer(CompletionStage<T> stage) throws HistoryException, InterruptedException {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HistoryException failure) {
                throw failure;
            }
            throw new HistoryException("The conversation could not be read.", e);
        }
    }
}
