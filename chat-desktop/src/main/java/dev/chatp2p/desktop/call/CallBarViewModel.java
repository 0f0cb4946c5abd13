package dev.chatp2p.desktop.call;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.conversation.ConversationModel;
import dev.chatp2p.desktop.conversation.ConversationsModel;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The calls that go on, whatever is open: first those that wait for our answer, who has waited longest in front, then those whose
 * conversation is not shown. Strangers do not ring, unless the settings say so: they wait in the list. FX thread only.
 */
@Singleton
public final class CallBarViewModel implements AutoCloseable {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ChatClient client;
    private final ConversationsModel conversations;
    private final Navigation navigation;
    private final FxBridge bridge;
    private final Timers timers;
    private final TimeLabels times;
    private final Texts texts;
    private final List<Subscription> subscriptions;
    private final ReadOnlyObjectWrapper<CallBar> bar = new ReadOnlyObjectWrapper<>(CallBar.HIDDEN);

    /** The lost calls that were put away, by when they were lost. */
    private final Map<PeerId, Instant> dismissed = new HashMap<>();

    private Optional<Subscription> tick = Optional.empty();
    private boolean refreshingSoon;

    @Inject
    public CallBarViewModel(
            ChatClient client,
            ConversationsModel conversations,
            Navigation navigation,
            FxBridge bridge,
            Timers timers,
            TimeLabels times,
            Texts texts) {
        this.client = client;
        this.conversations = conversations;
        this.navigation = navigation;
        this.bridge = bridge;
        this.timers = timers;
        this.times = times;
        this.texts = texts;
        conversations.listen(conversation -> refreshSoon());
        navigation.selectedProperty().subscribe(this::refresh);
        navigation.pageProperty().subscribe(this::refresh);
        this.subscriptions = List.of(
                bridge.latest(client.settings()::observe, settings -> refreshSoon()),
                bridge.latest(client.contacts()::observe, contact -> refreshSoon()));
        refresh();
    }

    /** What is to be shown. */
    public ReadOnlyObjectProperty<CallBar> barProperty() {
        return bar.getReadOnlyProperty();
    }

    public CallBar bar() {
        return bar.get();
    }

    /** Answers the call in front and shows the conversation. */
    public void answer() {
        if (bar().kind() == CallBar.Kind.INCOMING) {
            bar().peer().ifPresent(peer -> {
                client.conversations().answer(peer);
                navigation.open(peer);
            });
        }
    }

    /** Declines the call in front. */
    public void decline() {
        if (bar().kind() == CallBar.Kind.INCOMING) {
            bar().peer().ifPresent(client.conversations()::decline);
        }
    }

    /** Declines the call in front and shows the conversation, to write instead. */
    public void replyWithText() {
        Optional<PeerId> caller = bar().peer();
        decline();
        caller.ifPresent(navigation::open);
    }

    /** Shows the conversation of the call that goes on. */
    public void goThere() {
        bar().peer().ifPresent(navigation::open);
    }

    /** Ends the call that goes on; one that waits for an answer is not meant. */
    public void hangUp() {
        if (bar().kind() == CallBar.Kind.CALLING || bar().kind() == CallBar.Kind.IN_CALL) {
            bar().peer().ifPresent(client.conversations()::hangUp);
        }
    }

    /** Calls again whom the network has lost, and shows the conversation. */
    public void reconnect() {
        if (bar().kind() == CallBar.Kind.LOST) {
            bar().peer().ifPresent(peer -> {
                client.conversations().call(peer);
                navigation.open(peer);
            });
        }
    }

    /** Puts away that a call was lost. */
    public void dismiss() {
        bar().peer().ifPresent(peer -> {
            dismissed.put(peer, conversations.with(peer).call().since());
            refresh();
        });
    }

    /** Once for however much happens at once. */
    private void refreshSoon() {
        if (!refreshingSoon) {
            refreshingSoon = true;
            bridge.execute(() -> {
                refreshingSoon = false;
                refresh();
            });
        }
    }

    private void refresh() {
        stopCounting();
        List<ConversationModel> ringing = in(call -> call.state() == CallState.INCOMING).stream()
                .filter(conversation -> rings(conversation.peer()))
                .toList();
        CallBar next = ringing.stream()
                .findFirst()
                .map(conversation -> incoming(conversation, ringing.size() - 1))
                .or(() -> elsewhere(call -> call.state() == CallState.DIALING || call.state() == CallState.RINGING)
                        .map(this::calling))
                .or(() -> elsewhere(call -> call.state() == CallState.CONNECTED).map(this::inCall))
                .or(() -> elsewhere(CallBarViewModel::isLost)
                        .filter(conversation -> !conversation.call().since().equals(dismissed.get(conversation.peer())))
                        .map(this::lost))
                .orElse(CallBar.HIDDEN);
        bar.set(next);
        if (next.kind() == CallBar.Kind.IN_CALL) {
            tick = Optional.of(timers.after(SECOND, bridge, this::refresh));
        }
    }

    private boolean rings(PeerId peer) {
        return client.contacts().contact(peer).known()
                || client.settings().settings().privacy().strangersRing();
    }

    private static boolean isLost(Call call) {
        return call.end().equals(Optional.of(EndReason.LOST_CONNECTION));
    }

    /** The conversations whose call is so, who has been so for longest first. */
    private List<ConversationModel> in(Predicate<Call> wanted) {
        return conversations.all().stream()
                .filter(conversation -> wanted.test(conversation.call()))
                .sorted(Comparator.comparing(conversation -> conversation.call().since()))
                .toList();
    }

    /** The newest of those that are not in sight: who looks at a conversation sees there how its call stands. */
    private Optional<ConversationModel> elsewhere(Predicate<Call> wanted) {
        Optional<PeerId> inSight =
                navigation.page() == Navigation.Page.CONVERSATION ? navigation.selected() : Optional.empty();
        return in(wanted).stream()
                .filter(conversation -> !inSight.equals(Optional.of(conversation.peer())))
                .reduce((older, newer) -> newer);
    }

    private CallBar incoming(ConversationModel conversation, int others) {
        String greeting = conversation.call().greeting();
        return show(
                CallBar.Kind.INCOMING,
                conversation,
                "call.incoming",
                greeting.isEmpty() ? "" : texts.of("call.greeting", greeting),
                others);
    }

    private CallBar calling(ConversationModel conversation) {
        boolean ringing = conversation.call().state() == CallState.RINGING;
        return show(CallBar.Kind.CALLING, conversation, ringing ? "call.ringing" : "call.dialing", "", 0);
    }

    private CallBar inCall(ConversationModel conversation) {
        String name = name(conversation.peer());
        String title = texts.of(
                "call.inCall", name, times.elapsedSince(conversation.call().since()));
        return new CallBar(
                CallBar.Kind.IN_CALL,
                Optional.of(conversation.peer()),
                name,
                title,
                "",
                vouching(conversation.call()),
                0);
    }

    private CallBar lost(ConversationModel conversation) {
        return show(CallBar.Kind.LOST, conversation, "call.lost", texts.of("call.lostHelp"), 0);
    }

    private CallBar show(CallBar.Kind kind, ConversationModel conversation, String key, String detail, int others) {
        String name = name(conversation.peer());
        return new CallBar(
                kind,
                Optional.of(conversation.peer()),
                name,
                texts.of(key, name),
                detail,
                vouching(conversation.call()),
                others);
    }

    private static CallBar.Vouching vouching(Call call) {
        return switch (call.state()) {
            case RINGING, INCOMING, CONNECTED ->
                call.peerVouched() ? CallBar.Vouching.VOUCHED : CallBar.Vouching.CLAIMED;
            case IDLE, DIALING, ENDED, DECLINED, MISSED -> CallBar.Vouching.UNKNOWN;
        };
    }

    private String name(PeerId peer) {
        return DisplayText.name(client.contacts().contact(peer).called());
    }

    private void stopCounting() {
        tick.ifPresent(Subscription::close);
        tick = Optional.empty();
    }

    @Override
    public void close() {
        stopCounting();
        subscriptions.forEach(Subscription::close);
    }
}
