package dev.chatp2p.desktop.conversation;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.peer.ContactService;
import dev.chatp2p.core.peer.Peer;
import dev.chatp2p.core.peer.PeerDirectory;
import dev.chatp2p.core.peer.PeerDirectoryService;
import dev.chatp2p.core.peer.Presence;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.conversation.ConversationScreen.Action;
import dev.chatp2p.desktop.conversation.ConversationScreen.Strip;
import dev.chatp2p.desktop.conversation.ConversationScreen.Vouching;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The right pane: the conversation with whoever is selected. FX thread only. */
@Singleton
public final class ConversationViewModel implements AutoCloseable {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ConversationService service;
    private final ContactService contacts;
    private final ConversationsModel conversations;
    private final Navigation navigation;
    private final MessagesModel messages;
    private final FxBridge bridge;
    private final Timers timers;
    private final TimeLabels times;
    private final Texts texts;
    private final ConversationWords words;
    private final List<Subscription> subscriptions;

    private final ReadOnlyObjectWrapper<Optional<ConversationModel>> open =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<ConversationScreen> screen =
            new ReadOnlyObjectWrapper<>(ConversationScreen.EMPTY);
    private PeerDirectory directory = PeerDirectory.EMPTY;
    private Optional<Subscription> tick = Optional.empty();

    @Inject
    public ConversationViewModel(
            ConversationService service,
            PeerDirectoryService peers,
            ContactService contacts,
            ConversationsModel conversations,
            Navigation navigation,
            MessagesModel messages,
            FxBridge bridge,
            Timers timers,
            TimeLabels times,
            Texts texts) {
        this.service = service;
        this.contacts = contacts;
        this.conversations = conversations;
        this.navigation = navigation;
        this.messages = messages;
        this.bridge = bridge;
        this.timers = timers;
        this.times = times;
        this.texts = texts;
        this.words = new ConversationWords(texts, times);
        navigation.selectedProperty().subscribe(this::select);
        navigation.focusedProperty().subscribe(this::refresh);
        navigation.pageProperty().subscribe(this::refresh);
        navigation.targetProperty().subscribe(this::goTo);
        messages.atNewestProperty().subscribe(this::refresh);
        conversations.listen(this::conversationChanged);
        this.subscriptions = List.of(
                bridge.latest(peers::observe, this::directoryChanged),
                bridge.each(contacts::observe, this::contactChanged));
    }

    /** The conversation that is open; empty if nobody is selected. */
    public ReadOnlyObjectProperty<Optional<ConversationModel>> openProperty() {
        return open.getReadOnlyProperty();
    }

    Optional<ConversationModel> open() {
        return open.get();
    }

    /** Everything around the messages. */
    public ReadOnlyObjectProperty<ConversationScreen> screenProperty() {
        return screen.getReadOnlyProperty();
    }

    public ConversationScreen screen() {
        return screen.get();
    }

    /** Does what a button says. */
    public void act(Action action) {
        switch (action) {
            case CALL -> call();
            case CANCEL, HANG_UP -> hangUp();
            case ACCEPT -> changeContact(contact -> contact.withKnown(true));
            case UNBLOCK -> changeContact(contact -> contact.withAnswering(Contact.Answering.ASK));
            case NONE -> {}
        }
    }

    private void changeContact(UnaryOperator<Contact> change) {
        open.get().ifPresent(conversation -> contacts.change(conversation.peer(), change));
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

    /** Shows everything that is known about whoever is open. */
    public void showContact() {
        if (open.get().isPresent()) {
            navigation.turnTo(Navigation.Page.CONTACT);
        }
    }

    /** Wants the keyboard focus where one writes. */
    void askForFocus() {
        open.get().ifPresent(conversation -> navigation.open(conversation.peer()));
    }

    private void select(Optional<PeerId> peer) {
        Optional<ConversationModel> next = peer.map(conversations::with);
        if (!open.get().equals(next)) {
            // The messages first, so that whoever is told of the conversation can ask for one of them.
            messages.open(next);
        }
        // Whoever is told of the conversation finds the name of its peer on the screen.
        screen.set(next.map(this::screenOf).orElse(ConversationScreen.EMPTY));
        open.set(next);
        refresh();
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

    private void contactChanged(Contact contact) {
        if (open.get()
                .filter(conversation -> conversation.peer().equals(contact.id()))
                .isPresent()) {
            refresh();
        }
    }

    /** What the peer is called here, safe to show. */
    private String nameOf(PeerId peer) {
        return DisplayText.name(contacts.contact(peer).called());
    }

    /** Somebody looks for a message of the open conversation. */
    private void goTo(Optional<Navigation.Target> target) {
        target.filter(wanted -> navigation.selected().equals(Optional.of(wanted.peer())))
                .ifPresent(wanted -> {
                    messages.goTo(wanted.message());
                    navigation.reached();
                });
    }

    private void directoryChanged(PeerDirectory newest) {
        directory = newest;
        refresh();
    }

    private void refresh() {
        screen.set(open.get().map(this::screenOf).orElse(ConversationScreen.EMPTY));
        if (navigation.focusedProperty().get()
                && navigation.page() == Navigation.Page.CONVERSATION
                && messages.atNewestProperty().get()) {
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
        String name = nameOf(conversation.peer());
        Optional<Peer> known = directory.peers().stream()
                .filter(peer -> peer.id().equals(conversation.peer()))
                .findFirst();
        boolean online =
                known.filter(peer -> peer.presence() == Presence.ONLINE).isPresent();
        return new ConversationScreen(
                name,
                online,
                call.state() == CallState.CONNECTED
                        ? texts.of("conversation.inCall", times.elapsedSince(call.since()))
                        : presence(known),
                vouching(call),
                headerAction(call),
                strip(conversation, name),
                texts.of(promptKey(call, online), name),
                conversation.typing() ? texts.of("conversation.typing", name) : "");
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

    private Strip strip(ConversationModel conversation, String name) {
        Call call = conversation.call();
        if (!conversation.sendProblem().isEmpty()) {
            return new Strip(Strip.Kind.PROBLEM, conversation.sendProblem(), "", Action.NONE, "");
        }
        return switch (call.state()) {
            case DIALING -> progress(texts.of("call.dialing", name));
            case RINGING -> progress(texts.of("call.ringing", name));
            case ENDED, MISSED ->
                isProblem(call) && !conversation.callProblemDismissed()
                        ? problem(call, name)
                        : standing(conversation, name);
            case IDLE, INCOMING, CONNECTED, DECLINED -> standing(conversation, name);
        };
    }

    /** Somebody who is blocked, or who waits to be let in. */
    private Strip standing(ConversationModel conversation, String name) {
        Contact contact = contacts.contact(conversation.peer());
        if (contact.blocked()) {
            return new Strip(
                    Strip.Kind.NOTE, texts.of("strip.blocked", name), "", Action.UNBLOCK, texts.of("contact.unblock"));
        }
        boolean theirs = conversation
                .lastMessage()
                .filter(message -> message.author() == Message.Author.PEER)
                .isPresent();
        return contact.known() || !theirs
                ? Strip.NONE
                : new Strip(
                        Strip.Kind.NOTE,
                        texts.of("strip.stranger", name),
                        "",
                        Action.ACCEPT,
                        texts.of("request.accept"));
    }

    private Strip progress(String sentence) {
        return new Strip(Strip.Kind.PROGRESS, sentence, "", Action.CANCEL, texts.of("call.cancel"));
    }

    private Strip problem(Call call, String name) {
        String sentence = words.end(call, name);
        String label;
        if (call.state() == CallState.MISSED) {
            label = "call.back";
        } else if (call.end().equals(Optional.of(EndReason.LOST_CONNECTION))) {
            label = "call.reconnect";
        } else {
            label = "call.again";
        }
        return new Strip(
                Strip.Kind.PROBLEM,
                sentence,
                call.sentence().equals(sentence) ? "" : call.sentence(),
                Action.CALL,
                texts.of(label));
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

    /** What the empty composer says: what becomes of a text that is sent now. */
    private static String promptKey(Call call, boolean online) {
        boolean talking = call.state() == CallState.RINGING || call.state() == CallState.CONNECTED;
        if (talking) {
            return "composer.message";
        }
        // Whoever has spoken lines so far takes messages in calls only.
        boolean classic =
                call.state() != CallState.IDLE && call.protocol() == Call.Protocol.LINES && wasConnected(call);
        if (classic) {
            return "composer.nextCall";
        }
        return online ? "composer.message" : "composer.whenOnline";
    }

    /** Whether the call came so far that its protocol says something about the peer's program. */
    private static boolean wasConnected(Call call) {
        return call.state() == CallState.ENDED
                && call.end()
                        .filter(end -> end == EndReason.HUNG_UP || end == EndReason.LOST_CONNECTION)
                        .isPresent();
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        stopCounting();
    }
}
