package dev.chatp2p.desktop.conversation;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.conversation.ConversationExporter.Export;
import dev.chatp2p.desktop.conversation.ConversationExporter.Format;
import dev.chatp2p.setup.wizard.FileDialogs;
import dev.chatp2p.setup.wizard.FileKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done to messages and to a conversation as a whole: deleted, after a question and with a way back, sent again, and
 * written to a file. FX thread only.
 */
@Singleton
public final class ConversationActionsModel implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ConversationActionsModel.class);

    /** How long the way back is offered. */
    static final Duration UNDO = Duration.ofSeconds(12);

    /** What a question is about, or what can be undone; nothing if neither. */
    private sealed interface Matter {
        record Nothing() implements Matter {}

        /** Deleting; no messages means all of them. */
        record Delete(PeerId peer, Set<UUID> messages) implements Matter {}

        record Deleted(UUID deletion) implements Matter {}

        /** Writing to a file, which goes on; each is told apart from every other. */
        record Writing(Path file, UUID which) implements Matter {}
    }

    private final ConversationService service;
    private final ConversationViewModel pane;
    private final ConversationExporter exporter;
    private final FileDialogs files;
    private final FxBridge bridge;
    private final Timers timers;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<ActionBar> bar = new ReadOnlyObjectWrapper<>(ActionBar.NONE);

    private Matter matter = new Matter.Nothing();
    private Optional<Subscription> vanishing = Optional.empty();

    /** What is being written to files, and what ends it. The one begun last is shown. */
    private final Map<Matter.Writing, Runnable> writings = new LinkedHashMap<>();

    @Inject
    public ConversationActionsModel(
            ConversationService service,
            ConversationViewModel pane,
            ConversationExporter exporter,
            FileDialogs files,
            FxBridge bridge,
            Timers timers,
            Texts texts) {
        this.service = service;
        this.pane = pane;
        this.exporter = exporter;
        this.files = files;
        this.bridge = bridge;
        this.timers = timers;
        this.texts = texts;
        // What was asked about another conversation must not be answered in this one; the way back stays.
        pane.openProperty().subscribe(open -> {
            if (bar.get().kind() == ActionBar.Kind.QUESTION) {
                dismiss();
            }
        });
    }

    /** What is asked or told just now. */
    public ReadOnlyObjectProperty<ActionBar> barProperty() {
        return bar.getReadOnlyProperty();
    }

    /** Sends a message that failed once more. */
    public void retry(Message message) {
        pane.open().ifPresent(conversation -> service.retry(conversation.peer(), message.id()));
    }

    /** Asks whether these messages are to be deleted. */
    public void askToDelete(Collection<Message> messages) {
        pane.open().filter(conversation -> !messages.isEmpty()).ifPresent(conversation -> {
            Set<UUID> ids = messages.stream().map(Message::id).collect(Collectors.toUnmodifiableSet());
            ask(
                    new Matter.Delete(conversation.peer(), ids),
                    texts.of("delete.question", ids.size(), pane.screen().name()));
        });
    }

    /** Asks whether the whole conversation is to be deleted. */
    public void askToDeleteConversation() {
        pane.open()
                .ifPresent(conversation -> ask(
                        new Matter.Delete(conversation.peer(), Set.of()),
                        texts.of("delete.conversationQuestion", pane.screen().name())));
    }

    private void ask(Matter.Delete question, String sentence) {
        show(question, new ActionBar(ActionBar.Kind.QUESTION, sentence, texts.of("delete.delete")));
    }

    /** Does what the bar's button says. */
    public void act() {
        switch (matter) {
            case Matter.Delete delete -> delete(delete);
            case Matter.Deleted deleted -> undo(deleted.deletion());
            case Matter.Writing writing ->
                Optional.ofNullable(writings.get(writing)).ifPresent(Runnable::run);
            case Matter.Nothing _ -> dismiss();
        }
    }

    /** Puts the bar away; a question is answered with no. */
    public void dismiss() {
        show(new Matter.Nothing(), ActionBar.NONE);
    }

    private void delete(Matter.Delete delete) {
        dismiss();
        int count = delete.messages().size();
        service.delete(delete.peer(), delete.messages())
                .whenCompleteAsync(
                        (deletion, failure) -> {
                            if (failure == null) {
                                show(
                                        new Matter.Deleted(deletion),
                                        new ActionBar(
                                                ActionBar.Kind.DONE,
                                                count == 0
                                                        ? texts.of(
                                                                "delete.conversationDone",
                                                                DisplayText.name(delete.peer()
                                                                        .name()))
                                                        : texts.of("delete.done", count),
                                                texts.of("delete.undo")));
                                vanishing = Optional.of(timers.after(UNDO, bridge, this::dismiss));
                            } else {
                                failed("delete.failed", failure);
                            }
                        },
                        bridge);
    }

    private void undo(UUID deletion) {
        dismiss();
        service.undoDelete(deletion)
                .whenCompleteAsync(
                        (undone, failure) -> {
                            if (failure != null || !undone) {
                                failed("delete.notUndone", failure);
                            }
                        },
                        bridge);
    }

    /** Asks where to, and writes the whole conversation there. */
    public void export(Format format) {
        pane.open()
                .ifPresent(conversation -> files.save(
                                format == Format.TEXT ? FileKind.CONVERSATION : FileKind.CONVERSATION_DATA,
                                fileName(conversation, format))
                        .ifPresent(file -> export(conversation.peer(), format, file)));
    }

    private void export(PeerId peer, Format format, Path file) {
        Matter.Writing writing = new Matter.Writing(file, UUID.randomUUID());
        showWriting(writing, 0, 0);
        Export export = exporter.export(
                peer,
                format,
                file,
                (written, all) -> bridge.execute(() -> {
                    if (matter.equals(writing)) {
                        showWriting(writing, written, all);
                    }
                }));
        writings.put(writing, export.cancel());
        export.written().whenCompleteAsync((written, failure) -> ended(writing, written, failure), bridge);
    }

    private void showWriting(Matter.Writing writing, long written, long all) {
        show(
                writing,
                new ActionBar(
                        ActionBar.Kind.PROGRESS,
                        texts.of("export.progress", nameOf(writing.file()), written, all),
                        texts.of("export.cancel")));
    }

    /** @param written null if it failed */
    private void ended(Matter.Writing writing, @Nullable Long written, @Nullable Throwable failure) {
        writings.remove(writing);
        if (written != null) {
            show(
                    new Matter.Nothing(),
                    new ActionBar(ActionBar.Kind.DONE, texts.of("export.done", written, nameOf(writing.file())), ""));
        } else if (failure instanceof CancellationException
                || (failure != null && failure.getCause() instanceof CancellationException)) {
            if (matter.equals(writing)) {
                dismiss();
            }
        } else {
            failed("export.failed", failure);
        }
    }

    private static String nameOf(Path file) {
        return DisplayText.name(String.valueOf(file.getFileName()));
    }

    /** Names of people may hold anything; names of files may not. */
    private static String fileName(ConversationModel conversation, Format format) {
        String safe = conversation.peer().name().replaceAll("[^\\p{L}\\p{N}._-]+", "_");
        return "chat-" + safe + "." + format.ending();
    }

    private void failed(String key, @Nullable Throwable failure) {
        log.warn("{}", key, failure);
        show(new Matter.Nothing(), new ActionBar(ActionBar.Kind.PROBLEM, texts.of(key), ""));
    }

    private void show(Matter about, ActionBar shown) {
        vanishing.ifPresent(Subscription::close);
        vanishing = Optional.empty();
        matter = about;
        bar.set(shown);
    }

    @Override
    public void close() {
        vanishing.ifPresent(Subscription::close);
        List.copyOf(writings.values()).forEach(Runnable::run);
    }
}
