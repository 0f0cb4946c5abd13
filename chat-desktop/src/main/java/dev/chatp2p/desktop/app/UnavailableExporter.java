package dev.chatp2p.desktop.app;

import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.desktop.conversation.ConversationExporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** For windows whose history cannot be written to files: says so whenever it is asked to. */
final class UnavailableExporter implements ConversationExporter {

    @Override
    public CompletionStage<Long> export(PeerId peer, Format format, Path file) {
        return CompletableFuture.failedFuture(new IOException("this history cannot be exported"));
    }
}
