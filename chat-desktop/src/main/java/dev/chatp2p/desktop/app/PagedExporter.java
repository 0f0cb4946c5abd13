package dev.chatp2p.desktop.app;

import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.conversation.HistoryException;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.store.ConversationExport;
import dev.chatp2p.core.store.ExportFormat;
import dev.chatp2p.core.store.ExportWords;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.Language;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.Words;
import dev.chatp2p.desktop.conversation.ConversationExporter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Writes conversations to files in the background.
 *
 * @param conversations where messages come from
 * @param background runs what may block
 * @param clock what time it is
 * @param zone of the days and times in texts
 * @param language of the texts
 */
record PagedExporter(
        ConversationService conversations, Executor background, InstantSource clock, ZoneId zone, Language language)
        implements ConversationExporter {

    @Override
    public Export export(PeerId peer, Format format, Path file, Progress progress) {
        ConversationExport export = new ConversationExport(peer, ConversationExport.Pages.of(conversations));
        return new Export(
                CompletableFuture.supplyAsync(() -> write(export, writing(peer, format), file, progress), background),
                export::cancel);
    }

    private static long write(ConversationExport export, ExportFormat format, Path file, Progress progress) {
        try {
            return export.write(file, format, progress::at);
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (HistoryException e) {
            throw new CompletionException(new IOException(e.sentence(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the program ends");
        }
    }

    private ExportFormat writing(PeerId peer, Format format) {
        return switch (format) {
            case TEXT -> ExportFormat.text(language.formats(), zone, new InLanguage(language.texts(), peer));
            case JSON -> ExportFormat.json(clock.instant());
        };
    }

    /** The words of the window's language. */
    private record InLanguage(Texts texts, PeerId peer) implements ExportWords {

        @Override
        public String title(String name) {
            return texts.of("export.title", name);
        }

        @Override
        public String me() {
            return texts.of("export.me");
        }

        @Override
        public String notSent() {
            return texts.of("export.notSent");
        }

        @Override
        public String failed() {
            return texts.of("export.notDelivered");
        }

        @Override
        public String cut() {
            return texts.of("export.cut");
        }

        @Override
        public String notice(Message message) {
            return new Words(texts).notice(message, DisplayText.name(peer.name()));
        }
    }
}
