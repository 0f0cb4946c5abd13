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

    /**
     * Writes all messages with the peer.
     *
     * @param file written anew, whatever was in it
     * @return completes with how many messages were written, or exceptionally with an {@link java.io.IOException}
     */
    CompletionStage<Long> export(PeerId peer, Format format, Path file);
}
