package dev.chatp2p.desktop.conversation;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Peer;
import dev.chatp2p.core.peer.PeerDirectory;
import dev.chatp2p.core.peer.PeerDirectoryService;
import dev.chatp2p.core.peer.Presence;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.conversation.ConversationScreen.Action;
import dev.chatp2p.desktop.conversation.ConversationScreen.Strip;
import dev.chatp2p.desktop.conversation.ConversationScreen.Vouching;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The right pane: the conversation with whoever is selected. FX thread only. */
@Singleton
public final class ConversationViewModel implements AutoCloseable {

    /** The service's own limit for one text. */
    static final int MAX_TEXT_BYTES = 64 * 1024;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ConversationService service;
    private final ConversationsModel conversations;
    private final Navigation navigation;
    private final FxBridge bridge;
    private final Timers timers;
    private final TimeLabels times;
    private final Texts texts;
    private final Subscription directorySubscription;

    private final ReadOnlyObjectWrapper<Optional<ConversationModel>> open =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<ConversationScreen> screen =
            new ReadOnlyObjectWrapper<>(ConversationScreen.EMPTY);
    private final StringProperty draft = new SimpleStringProperty("");
    private PeerDirectory directory = PeerDirectory.EMPTY;
    private Optional<Subscription> tick = Optional.empty();

    @Inject
    public ConversationViewModel(
            ConversationService service,
            PeerDirectoryService peers,
            ConversationsModel conversations,
            Navigation navigation,
            FxBridge bridge,
            Timers timers,
            TimeLabels times,
            Texts texts) {
        this.service = service;
        this.conversations = conversations;
        this.navigation = navigation;
        this.bridge = bridge;
        this.timers = timers;
        this.times = times;
        this.texts = texts;
        navigation.selectedProperty().subscribe(this::select);
        navigation.focusedProperty().subscribe(this::refresh);
        navigation.secondFactorProperty().subscribe(this::refresh);
        conversations.listen(this::conversationChanged);
        draft.subscribe(this::keepDraft);
        this.directorySubscription = bridge.latest(peers::observe, this::directoryChanged);
    }

    /** The conversation that is open; empty if nobody is selected. */
    public ReadOnlyObjectProperty<Optional<ConversationModel>> openProperty() {
        return open.getReadOnlyProperty();
    }

    /** Everything around the messages. */
    public ReadOnlyObjectProperty<ConversationScreen> screenProperty() {
        return screen.getReadOnlyProperty();
    }

    public ConversationScreen screen() {
        return screen.get();
    }

    /** What is written in the composer; kept for each peer. */
    public StringProperty draftProperty() {
        return draft;
    }

    /** Does what a button says. */
    public void act(Action action) {
        switch (action) {
            case CALL -> call();
            case CANCEL, HANG_UP -> hangUp();
            case NONE -> {}
        }
    }

    /** Calls the open peer, or answers if they are calling. */
    public void call() {
        open.get().ifPresent(conversation -> {
            service.call(conversation.peer());
            navigation.open(conversation.peer());
        });
    }

    /** Ends the call with the open peer, in whatever state it is, except one that waits for an answer. */
    public void hangUp() {
        open.get()
                .filter(conversation -> conversation.call().state() != CallState.INCOMING)
                .ifPresent(conversation -> service.hangUp(conversation.peer()));
    }

    /** Sends what is in the composer; blank text is not sent. A text that could not be sent comes back. */
    public void send() {
        open.get().filter(conversation -> screen.get().canWrite()).ifPresent(conversation -> {
            String text = draft.get().strip();
            if (text.isEmpty()) {
                return;
            }
            if (text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
                conversation.setSendProblem(texts.of("composer.tooLong"));
                refresh();
                return;
            }
            draft.set("");
            conversation.setSendProblem("");
            refresh();
            service.send(conversation.peer(), text)
                    .whenCompleteAsync(
                            (sent, failure) -> {
                                if (failure != null) {
                                    sendFailed(conversation, text, failure);
                                }
                            },
                            bridge);
        });
    }

    /** Puts away what is told about a call that is over, or a text that was not sent. */
    public void dismiss() {
        open.get().ifPresent(conversation -> {
            conversation.dismissProblems();
            refresh();
        });
    }

    /** Back to the list, where list and conversation take turns. */
    public void back() {
        navigation.leave();
    }

    private void sendFailed(ConversationModel conversation, String text, Throwable failure) {
        conversation.setSendProblem(sentence(failure));
        String since = conversation.draft();
        String restored = since.isEmpty() ? text : text + "\n" + since;
        if (isOpen(conversation)) {
            draft.set(restored);
        } else {
            conversation.setDraft(restored);
        }
        conversations.changed(conversation);
    }

    private String sentence(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof LinkException link ? link.sentence() : texts.of("composer.notSent");
    }

    private void select(Optional<PeerId> peer) {
        open.set(peer.map(conversations::with));
        draft.set(open.get().map(ConversationModel::draft).orElse(""));
        refresh();
    }

    private void keepDraft(String text) {
        open.get().filter(conversation -> !conversation.draft().equals(text)).ifPresent(conversation -> {
            boolean appearsOrGoes = conversation.draft().isBlank() != text.isBlank();
            conversation.setDraft(text);
            if (appearsOrGoes) {
                conversations.changed(conversation);
            }
        });
    }

    private void conversationChanged(ConversationModel conversation) {
        if (!isOpen(conversation)) {
            return;
        }
        if (conversations.with(conversation.peer()).equals(conversation)) {
            refresh();
        } else {
            select(navigation.selected()); // forgotten; what comes next shall be shown
        }
    }

    private boolean isOpen(ConversationModel conversation) {
        return open.get().filter(conversation::equals).isPresent();
    }

    private void directoryChanged(PeerDirectory newest) {
        directory = newest;
        refresh();
    }

    private void refresh() {
        screen.set(open.get().map(this::screenOf).orElse(ConversationScreen.EMPTY));
        if (navigation.focusedProperty().get()
                && !navigation.secondFactorProperty().get()) {
            open.get()
                    .filter(conversation -> conversation.unread() > 0)
                    .ifPresent(conversation -> service.markRead(conversation.peer()));
        }
        boolean counting = open.get()
                .filter(conversation -> conversation.call().state() == CallState.CONNECTED)
                .isPresent();
        if (counting && tick.isEmpty()) {
            tick = Optional.of(timers.after(SECOND, bridge, this::countOn));
        } else if (!counting) {
            stopCounting();
        }
    }

    private void countOn() {
        tick = Optional.empty();
        refresh();
    }

    private void stopCounting() {
        tick.ifPresent(Subscription::close);
        tick = Optional.empty();
    }

    private ConversationScreen screenOf(ConversationModel conversation) {
        Call call = conversation.call();
        Optional<Peer> known = directory.peers().stream()
                .filter(peer -> peer.id().equals(conversation.peer()))
                .findFirst();
        boolean online =
                known.filter(peer -> peer.presence() == Presence.ONLINE).isPresent();
        boolean canWrite = call.state() == CallState.RINGING || call.state() == CallState.CONNECTED;
        return new ConversationScreen(
                conversation.name(),
                online,
                call.state() == CallState.CONNECTED
                        ? texts.of("conversation.inCall", times.elapsedSince(call.since()))
                        : presence(known),
                vouching(call),
                headerAction(call),
                strip(conversation),
                canWrite,
                prompt(conversation, canWrite));
    }

    private String presence(Optional<Peer> known) {
        return known.filter(peer -> peer.presence() == Presence.ONLINE)
                .map(peer -> texts.of("conversation.onlineThrough", peer.routers()))
                .orElseGet(() -> texts.of("presence.offline"));
    }

    private static Vouching vouching(Call call) {
        return switch (call.state()) {
            case RINGING, INCOMING, CONNECTED -> call.peerVouched() ? Vouching.VOUCHED : Vouching.CLAIMED;
            case IDLE, DIALING, ENDED, DECLINED, MISSED -> Vouching.UNKNOWN;
        };
    }

    private static Action headerAction(Call call) {
        return switch (call.state()) {
            case IDLE, ENDED, DECLINED, MISSED -> Action.CALL;
            case CONNECTED -> Action.HANG_UP;
            // The strip, or the bar of incoming calls, has the buttons.
            case DIALING, RINGING, INCOMING -> Action.NONE;
        };
    }

    private Strip strip(ConversationModel conversation) {
        Call call = conversation.call();
        if (!conversation.sendProblem().isEmpty()) {
            return problem(conversation.sendProblem(), call.state().isLive() ? Action.NONE : Action.CALL, "call.again");
        }
        return switch (call.state()) {
            case DIALING -> progress(texts.of("call.dialing", conversation.name()));
            case RINGING -> progress(texts.of("call.ringing", conversation.name()));
            case ENDED, MISSED ->
                isProblem(call) && !conversation.callProblemDismissed()
                        ? problem(
                                call.sentence(),
                                Action.CALL,
                                call.state() == CallState.MISSED ? "call.back" : "call.again")
                        : Strip.NONE;
            case IDLE, INCOMING, CONNECTED, DECLINED -> Strip.NONE;
        };
    }

    private Strip progress(String sentence) {
        return new Strip(Strip.Kind.PROGRESS, sentence, Action.CANCEL, texts.of("call.cancel"));
    }

    private Strip problem(String sentence, Action action, String labelKey) {
        return new Strip(Strip.Kind.PROBLEM, sentence, action, action == Action.NONE ? "" : texts.of(labelKey));
    }

    private static boolean isProblem(Call call) {
        return call.state() == CallState.MISSED
                || call.end().filter(ConversationViewModel::isProblem).isPresent();
    }

    private static boolean isProblem(EndReason reason) {
        return switch (reason) {
            case HUNG_UP, CANCELLED, REPLACED, SHUTDOWN -> false;
            case PEER_OFFLINE, NO_ANSWER, DECLINED, BUSY, LOST_CONNECTION, BLOCKED, NOT_REACHABLE, PROTOCOL -> true;
        };
    }

    private String prompt(ConversationModel conversation, boolean canWrite) {
        String key = canWrite
                ? "composer.message"
                : switch (conversation.call().state()) {
                    case DIALING -> "composer.dialing";
                    case INCOMING -> "composer.answer";
                    default -> "composer.call";
                };
        return texts.of(key, conversation.name());
    }

    @Override
    public void close() {
        directorySubscription.close();
        stopCounting();
    }
}
