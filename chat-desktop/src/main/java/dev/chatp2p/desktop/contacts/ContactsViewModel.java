package dev.chatp2p.desktop.contacts;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.RefusedCaller;
import dev.chatp2p.core.peer.Peer;
import dev.chatp2p.core.peer.PeerDirectory;
import dev.chatp2p.core.peer.Presence;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.conversation.ConversationModel;
import dev.chatp2p.desktop.conversation.ConversationsModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The left pane: ourselves, the filter, and everybody else. FX thread only. */
@Singleton
public final class ContactsViewModel implements AutoCloseable {

    /** What the pane says instead of a list. */
    public enum Emptiness {
        /** There is a list. */
        NONE,
        /** The network has not told yet. */
        LOOKING,
        /** Nobody else is known. */
        NOBODY,
        /** The filter fits nobody. */
        NO_MATCH
    }

    /** More than a row can show. */
    private static final int MAX_LAST_LINE = 200;

    private static final Comparator<ContactRow> BY_NAME = Comparator.comparing(
                    (ContactRow row) -> row.state().name(), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(ContactRow::peer);

    private final ChatClient client;
    private final ConversationsModel conversations;
    private final Navigation navigation;
    private final TimeLabels times;
    private final Texts texts;
    private final List<Subscription> subscriptions;

    private final Map<PeerId, ContactRow> rows = new LinkedHashMap<>();
    private final ObservableList<ContactItem> items = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper ownName = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<NetworkStatus> status = new ReadOnlyObjectWrapper<>(
            new NetworkStatus(NetworkStatus.Mood.WAITING, "", "", NetworkStatus.Remedy.NONE));
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Emptiness> emptiness = new ReadOnlyObjectWrapper<>(Emptiness.LOOKING);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private final Set<PeerId> online = new HashSet<>();
    /** Everybody the network has told, online or not. */
    private final Set<PeerId> listed = new HashSet<>();

    private boolean answered;
    /** Since the notice was put away. */
    private int refusedCallers;

    @Inject
    public ContactsViewModel(
            ChatClient client,
            ConversationsModel conversations,
            Navigation navigation,
            FxBridge bridge,
            TimeLabels times,
            Texts texts) {
        this.client = client;
        this.conversations = conversations;
        this.navigation = navigation;
        this.times = times;
        this.texts = texts;
        conversations.all().forEach(this::conversationChanged);
        conversations.listen(this::conversationChanged);
        filter.subscribe(this::arrange);
        // Whoever turns to the window wants to see who is there now, not at the last regular look.
        navigation.focusedProperty().subscribe((before, focused) -> {
            if (focused) {
                lookAgain();
            }
        });
        this.subscriptions = List.of(
                bridge.latest(client::observeStatus, this::statusChanged),
                bridge.latest(client.peers()::observe, this::directoryChanged),
                bridge.each(client::observeRefusedCallers, this::callerRefused));
    }

    /** The list with its headings. */
    public ObservableList<ContactItem> items() {
        return FXCollections.unmodifiableObservableList(items);
    }

    public ReadOnlyStringProperty ownNameProperty() {
        return ownName.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<NetworkStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** What the person looks for; a part of a name. */
    public StringProperty filterProperty() {
        return filter;
    }

    public ReadOnlyObjectProperty<Emptiness> emptinessProperty() {
        return emptiness.getReadOnlyProperty();
    }

    /** Why the list may be out of date; empty if it is not. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** What the person should know though nothing needs to be done about it; empty if there is nothing. */
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** Takes the notice away. */
    public void dismissNotice() {
        refusedCallers = 0;
        notice.set("");
    }

    private void callerRefused(RefusedCaller caller) {
        notice.set(texts.of("notice.callerRefused", caller.claimed(), caller.vouched(), refusedCallers));
        refusedCallers++;
    }

    /** Shows the conversation and leaves the keyboard focus in the list. */
    public void show(ContactRow row) {
        navigation.show(row.peer());
    }

    /** Shows the conversation and moves the keyboard focus there. */
    public void open(ContactRow row) {
        navigation.open(row.peer());
    }

    /** Calls the contact and shows the conversation. */
    public void call(ContactRow row) {
        client.conversations().call(row.peer());
        navigation.open(row.peer());
    }

    /** The first contact the list shows. */
    public Optional<ContactRow> first() {
        return items.stream()
                .filter(ContactRow.class::isInstance)
                .map(ContactRow.class::cast)
                .findFirst();
    }

    /** The row of whoever is open, if the list shows it. */
    public Optional<ContactRow> selected() {
        return navigation.selected().map(rows::get).filter(items::contains);
    }

    /** Asks the network again who is there. */
    @SuppressWarnings("FutureReturnValueIgnored") // what comes of it arrives through the directory's observer
    public void lookAgain() {
        client.peers().refresh();
    }

    private void statusChanged(OverlayStatus newest) {
        ownName.set(client.self().map(self -> DisplayText.name(self.name())).orElse(""));
        status.set(
                switch (newest.state()) {
                    case ONLINE ->
                        network(
                                NetworkStatus.Mood.GOOD,
                                newest.terminators() > 0
                                        ? texts.of("status.onlineOn", newest.terminators())
                                        : texts.of("status.online"),
                                newest);
                    case CONNECTING -> network(NetworkStatus.Mood.WAITING, texts.of("status.connecting"), newest);
                    case DEGRADED -> network(NetworkStatus.Mood.WAITING, texts.of("status.degraded"), newest);
                    case NEEDS_MFA -> network(NetworkStatus.Mood.BAD, texts.of("status.mfa"), newest);
                    case OFFLINE -> network(NetworkStatus.Mood.BAD, texts.of("status.offline"), newest);
                    case REJECTED -> network(NetworkStatus.Mood.BAD, texts.of("status.rejected"), newest);
                    case CLOSED -> network(NetworkStatus.Mood.BAD, texts.of("status.closed"), newest);
                });
    }

    private NetworkStatus network(NetworkStatus.Mood mood, String words, OverlayStatus from) {
        NetworkStatus.Remedy remedy = switch (from.state()) {
            case REJECTED -> NetworkStatus.Remedy.ANOTHER_IDENTITY;
            case NEEDS_MFA -> client.secondFactor().isPresent() ? NetworkStatus.Remedy.CODE : NetworkStatus.Remedy.NONE;
            case CONNECTING, ONLINE, DEGRADED, OFFLINE, CLOSED -> NetworkStatus.Remedy.NONE;
        };
        return new NetworkStatus(mood, words, from.sentence(), remedy);
    }

    private void directoryChanged(PeerDirectory directory) {
        answered = directory.asOf().isPresent();
        problem.set(directory.problem().orElse(""));
        online.clear();
        listed.clear();
        for (Peer peer : directory.peers()) {
            listed.add(peer.id());
            if (peer.presence() == Presence.ONLINE) {
                online.add(peer.id());
            }
            rows.computeIfAbsent(peer.id(), ContactRow::new);
        }
        rows.values().forEach(this::refresh);
        arrange();
    }

    private void conversationChanged(ConversationModel conversation) {
        if (!conversations.knows(conversation.peer()) && !listed.contains(conversation.peer())) {
            rows.remove(conversation.peer());
            arrange();
            return;
        }
        boolean stranger = !rows.containsKey(conversation.peer());
        refresh(rows.computeIfAbsent(conversation.peer(), ContactRow::new));
        if (stranger) {
            arrange();
        }
    }

    private void refresh(ContactRow row) {
        ConversationModel conversation = conversations.with(row.peer());
        Call call = conversation.call();
        Optional<Message> last = conversation.lastMessage();
        ContactState.Kind kind = kindOf(conversation);
        row.show(new ContactState(
                conversation.name(),
                online.contains(row.peer()),
                lastLine(conversation, kind),
                kind,
                last.map(message -> times.shortly(message.at())).orElse(""),
                conversation.unread(),
                online.contains(row.peer()) && !call.state().isLive(),
                naming(call)));
    }

    /** Names in the list are chosen by whoever hosts under them; only in a call can the network say more. */
    private String naming(Call call) {
        return switch (call.state()) {
            case RINGING, INCOMING, CONNECTED ->
                texts.of(call.peerVouched() ? "vouching.vouchedHelp" : "vouching.claimedHelp");
            case IDLE, DIALING, ENDED, DECLINED, MISSED -> texts.of("vouching.listedHelp");
        };
    }

    private static ContactState.Kind kindOf(ConversationModel conversation) {
        return switch (conversation.call().state()) {
            case DIALING, RINGING -> ContactState.Kind.CALLING;
            case INCOMING -> ContactState.Kind.INCOMING;
            case IDLE, CONNECTED, ENDED, DECLINED, MISSED -> {
                if (!conversation.draft().isBlank()) {
                    yield ContactState.Kind.DRAFT;
                }
                if (conversation.call().state() == CallState.CONNECTED) {
                    yield ContactState.Kind.IN_CALL;
                }
                yield conversation.call().state() == CallState.MISSED && conversation.unread() > 0
                        ? ContactState.Kind.MISSED
                        : ContactState.Kind.LAST;
            }
        };
    }

    private String lastLine(ConversationModel conversation, ContactState.Kind kind) {
        return switch (kind) {
            case CALLING ->
                texts.of(conversation.call().state() == CallState.RINGING ? "contact.ringing" : "contact.dialing");
            case INCOMING -> texts.of("contact.incoming");
            case DRAFT -> texts.of("contact.draft", oneLine(conversation.draft()));
            case LAST, IN_CALL, MISSED ->
                conversation.lastMessage().map(this::lastMessage).orElse("");
        };
    }

    private String lastMessage(Message message) {
        String text = oneLine(message.text());
        return message.author() == Message.Author.ME ? texts.of("contact.you", text) : text;
    }

    private static String oneLine(String text) {
        String start = text.length() > MAX_LAST_LINE ? text.substring(0, MAX_LAST_LINE) : text;
        return start.strip().replaceAll("\\s+", " ");
    }

    private void arrange() {
        String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
        List<ContactRow> fitting = rows.values().stream()
                .filter(row -> row.state().name().toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(BY_NAME)
                .toList();
        List<ContactItem> next = new ArrayList<>();
        addSection(next, "section.online", fitting, true);
        addSection(next, "section.offline", fitting, false);
        if (!next.equals(items)) {
            items.setAll(next);
        }
        emptiness.set(emptinessOf(fitting));
    }

    private void addSection(List<ContactItem> next, String key, List<ContactRow> fitting, boolean wantOnline) {
        List<ContactRow> section = fitting.stream()
                .filter(row -> row.state().online() == wantOnline)
                .toList();
        if (!section.isEmpty()) {
            next.add(new ContactItem.Section(texts.of(key, section.size())));
            next.addAll(section);
        }
    }

    private Emptiness emptinessOf(List<ContactRow> fitting) {
        if (!fitting.isEmpty()) {
            return Emptiness.NONE;
        }
        if (!rows.isEmpty()) {
            return Emptiness.NO_MATCH;
        }
        return answered ? Emptiness.NOBODY : Emptiness.LOOKING;
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }
}
