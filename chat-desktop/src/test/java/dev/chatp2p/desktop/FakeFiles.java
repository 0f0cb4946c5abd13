package dev.chatp2p.desktop;

import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.desktop.conversation.ConversationExporter;
import dev.chatp2p.setup.wizard.FileDialogs;
import dev.chatp2p.setup.wizard.FileKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** File dialogs that a test answers, and an exporter that writes nothing. */
public final class FakeFiles implements FileDialogs, ConversationExporter {

    /** What the next dialog answers. */
    public Optional<Path> choice = Optional.empty();

    /** What was proposed and exported, in words. */
    public final List<String> asked = new ArrayList<>();

    /** What the next export comes to. */
    public CompletableFuture<Long> exporting = new CompletableFuture<>();

    /** Whoever wants to know how far the last export is. */
    public Progress told = (written, all) -> {};

    @Override
    public Optional<Path> open(FileKind kind) {
        return choice;
    }

    @Override
    public Optional<Path> save(FileKind kind, String name) {
        asked.add("save " + name);
        return choice;
    }

    @Override
    public Optional<Path> folder() {
        return choice;
    }

    @Override
    public Export export(PeerId peer, Format format, Path file, Progress progress) {
        asked.add("export " + peer + " as " + format + " to " + file);
        told = progress;
        return new Export(exporting, () -> exporting.completeExceptionally(new CancellationException("cancelled")));
    }
}
