package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.overlay.PeerId;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/** Writes whole conversations to files. Thread-safe; returns at once. */
@FunctionalInterface
public interface ConversationExporter {

    /** What the file holds. */
    enum Format {
        /** Lines to read. */
        TEXT("txt"),
        /** For programs. */
        JSON("json");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        /** How the file's name ends, without the dot. */
        public String ending() {
            return ending;
        }
    }

    /** Is told how far an export is, on any thread. */
    @FunctionalInterface
    interface Progress {

        /**
         * @param written how many messages are written
         * @param all how many there are; 0 while they are counted
         */
        void at(long written, long all);
    }

    /**
     * An export that goes on.
     *
     * @param written completes with how many messages were written, or exceptionally with an {@link java.io.IOException} or a
     *     {@link java.util.concurrent.CancellationException}
     * @param cancel ends it without a file; any thread
     */
    record Export(CompletionStage<Long> written, Runnable cancel) {}

    /**
     * Writes all messages with the peer.
     *
     * @param file written anew, whatever was in it, once all is there
     */
    Export export(PeerId peer, Format format, Path file, Progress progress);
}
