package dev.chatp2p.desktop.conversation;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Where one writes to whoever is selected: the draft, what it answers, and sending it. FX thread only. */
@Singleton
public final class ComposerViewModel implements AutoCloseable {

    /** The service's own limit for one text. */
    static final int MAX_TEXT_BYTES = 64 * 1024;

    /** How long after the last key a draft is kept. */
    static final Duration DRAFT_PAUSE = Duration.ofMillis(500);

    /** How long after the last key one counts as writing. */
    static final Duration TYPING_PAUSE = Duration.ofSeconds(5);

    /**
     * What the composer says it answers.
     *
     * @param author who wrote that, in words
     * @param text its beginning
     */
    public record Reply(String author, String text) {}

    private final ConversationService service;
    private final ConversationsModel conversations;
    private final ConversationViewModel pane;
    private final MessagesModel messages;
    private final FxBridge bridge;
    private final Timers timers;
    private final Texts texts;
    private final ConversationWords words;

    private final StringProperty draft = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<Reply>> reply = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    private Optional<ConversationModel> open = Optional.empty();
    /** Whether the draft is being changed by us, not by a person. */
    private boolean showing;

    private Optional<Subscription> keeping = Optional.empty();
    private Optional<Subscription> stopTyping = Optional.empty();

    @Inject
    public ComposerViewModel(
            ConversationService service,
            ConversationsModel conversations,
            ConversationViewModel pane,
            MessagesModel messages,
            FxBridge bridge,
            Timers timers,
            TimeLabels times,
            Texts texts) {
        this.service = service;
        this.conversations = conversations;
        this.pane = pane;
        this.messages = messages;
        this.bridge = bridge;
        this.timers = timers;
        this.texts = texts;
        this.words = new ConversationWords(texts, times);
        pane.openProperty().subscribe(this::show);
        draft.subscribe(this::written);
        conversations.listen(this::conversationChanged);
    }

    /** What is written; kept for each peer. */
    public StringProperty draftProperty() {
        return draft;
    }

    /** What it answers. */
    public ReadOnlyObjectProperty<Optional<Reply>> replyProperty() {
        return reply.getReadOnlyProperty();
    }

    /** Why what is written cannot be sent; empty if it can. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Answers a message with what is written. */
    public void replyTo(Message message) {
        open.ifPresent(conversation -> {
            conversation.setReplyTo(Optional.of(message));
            showReply();
            pane.askForFocus();
        });
    }

    /** Does not answer anything in particular any more. */
    public void cancelReply() {
        open.ifPresent(conversation -> conversation.setReplyTo(Optional.empty()));
        showReply();
    }

    /** Goes to the message that is answered. */
    public void showAnswered() {
        open.flatMap(ConversationModel::replyTo).ifPresent(message -> messages.goTo(message.id()));
    }

    /** What was typed, pasted or dropped, without what no text should hold. */
    public static String clean(String raw) {
        return DisplayText.outgoing(raw);
    }

    /**
     * Sends what is written, in whatever state the call is: the service keeps it until it can be delivered. Blank text is not
     * sent, and one that could not be kept comes back.
     */
    public void send() {
        open.filter(conversation -> problem.get().isEmpty()).ifPresent(conversation -> {
            String text = clean(draft.get()).strip();
            if (text.isEmpty()) {
                return;
            }
            Optional<Message> answered = conversation.replyTo();
            conversation.setReplyTo(Optional.empty());
            conversation.setSendProblem("");
            showReply();
            draft.set("");
            keepNow();
            conversations.changed(conversation);
            service.post(conversation.peer(), text, answered.map(Message::id))
                    .whenCompleteAsync(
                            (sent, failure) -> {
                                if (failure != null) {
                                    comesBack(conversation, text, answered, failure);
                                }
                            },
                            bridge);
        });
    }

    private void comesBack(ConversationModel conversation, String text, Optional<Message> answered, Throwable failure) {
        conversation.setSendProblem(sentence(failure));
        String since = conversation.draft();
        String restored = since.isEmpty() ? text : text + "\n" + since;
        conversation.setReplyTo(conversation.replyTo().or(() -> answered));
        if (isOpen(conversation)) {
            draft.set(restored);
            showReply();
        } else {
            conversation.setDraft(restored);
            service.keepDraft(conversation.peer(), restored);
        }
        conversations.changed(conversation);
    }

    private String sentence(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof LinkException link ? link.sentence() : texts.of("composer.notSent");
    }

    private void show(Optional<ConversationModel> next) {
        if (open.equals(next)) {
            return;
        }
        keepNow();
        notTyping();
        open.ifPresent(left -> compose(left, false));
        open = next;
        open.ifPresent(entered -> compose(entered, true));
        showDraft();
        showReply();
    }

    private void compose(ConversationModel conversation, boolean now) {
        conversation.setComposing(now);
        if (!conversation.draft().isBlank()) {
            conversations.changed(conversation);
        }
    }

    private void showDraft() {
        showing = true;
        draft.set(open.map(ConversationModel::draft).orElse(""));
        showing = false;
    }

    private void showReply() {
        reply.set(open.flatMap(conversation -> conversation
                .replyTo()
                .map(message -> new Reply(words.author(message, pane.screen().name()), words.line(message)))));
    }

    private void conversationChanged(ConversationModel conversation) {
        // A draft that was kept before the program started comes with the conversation.
        if (isOpen(conversation) && !conversation.draft().equals(draft.get())) {
            showDraft();
        }
    }

    private boolean isOpen(ConversationModel conversation) {
        return open.filter(conversation::equals).isPresent();
    }

    private void written(String text) {
        problem.set(isTooLong(text) ? texts.of("composer.tooLong") : "");
        if (showing) {
            return;
        }
        open.filter(conversation -> !conversation.draft().equals(text)).ifPresent(conversation -> {
            conversation.setDraft(text);
            keepSoon(conversation.peer());
            if (text.isBlank()) {
                notTyping();
            } else {
                typing(conversation.peer());
            }
        });
    }

    private static boolean isTooLong(String text) {
        // The comparison of lengths spares the encoding with every key, and that of something huge that was pasted.
        return text.length() > MAX_TEXT_BYTES
                || (text.length() > MAX_TEXT_BYTES / 3
                        && text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES);
    }

    private void keepSoon(PeerId peer) {
        keeping.ifPresent(Subscription::close);
        keeping = Optional.of(timers.after(DRAFT_PAUSE, bridge, () -> {
            keeping = Optional.empty();
            service.keepDraft(peer, conversations.with(peer).draft());
        }));
    }

    private void keepNow() {
        if (keeping.isPresent()) {
            keeping.get().close();
            keeping = Optional.empty();
            open.ifPresent(conversation -> service.keepDraft(conversation.peer(), conversation.draft()));
        }
    }

    private void typing(PeerId peer) {
        stopTyping.ifPresent(Subscription::close);
        service.typing(peer, true);
        stopTyping = Optional.of(timers.after(TYPING_PAUSE, bridge, () -> {
            stopTyping = Optional.empty();
            service.typing(peer, false);
        }));
    }

    private void notTyping() {
        if (stopTyping.isPresent()) {
            stopTyping.get().close();
            stopTyping = Optional.empty();
            open.ifPresent(conversation -> service.typing(conversation.peer(), false));
        }
    }

    /** Keeps the draft. */
    @Override
    public void close() {
        keepNow();
        notTyping();
    }
}
