package dev.chatp2p.desktop.contacts;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.SearchHit;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.RefusedCaller;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.peer.NameGuard;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.common.Words;
import dev.chatp2p.desktop.contacts.ContactItem.Group;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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

/** The left pane: ourselves, what is looked for, and everybody else. FX thread only. */
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
        /** What is looked for fits nobody and nothing. */
        NO_MATCH
    }

    private final ChatClient client;
    private final People people;
    private final NameGuard guard;
    private final Removals removals;
    private final Navigation navigation;
    private final TimeLabels times;
    private final Texts texts;
    private final Words words;
    private final MessageSearch messages;
    private final List<Subscription> subscriptions;

    private final ObservableList<ContactItem> items = FXCollections.observableArrayList();
    private final ObservableList<ContactItem> readOnlyItems = FXCollections.unmodifiableObservableList(items);
    private final ReadOnlyStringWrapper ownName = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<NetworkStatus> status = new ReadOnlyObjectWrapper<>(
            new NetworkStatus(NetworkStatus.Mood.WAITING, "", "", "", NetworkStatus.Remedy.NONE));
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Emptiness> emptiness = new ReadOnlyObjectWrapper<>(Emptiness.LOOKING);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private final Set<Group> folded = EnumSet.noneOf(Group.class);

    private boolean arranging;

    /** Since the notice was put away. */
    private int refusedCallers;

    @Inject
    public ContactsViewModel(
            ChatClient client,
            People people,
            Removals removals,
            Navigation navigation,
            FxBridge bridge,
            Timers timers,
            TimeLabels times,
            Texts texts) {
        this.client = client;
        this.people = people;
        this.removals = removals;
        this.guard = new NameGuard(client.contacts(), client::self);
        this.navigation = navigation;
        this.times = times;
        this.texts = texts;
        this.words = new Words(texts);
        this.messages = new MessageSearch(client.conversations(), bridge, timers, this::arrange);
        people.listen(this::peopleChanged);
        filter.subscribe(this::look);
        // Whoever turns to the window wants to see who is there now, not at the last regular look.
        navigation.focusedProperty().subscribe((before, focused) -> {
            if (focused) {
                lookAgain();
            }
        });
        this.subscriptions = List.of(
                guard::close,
                bridge.latest(client::observeStatus, this::statusChanged),
                bridge.each(client::observeRefusedCallers, this::callerRefused));
        client.storeNotice()
                .ifPresent(what -> notice.set(
                        texts.of("notice.store." + what.kind(), what.file().toString())));
        peopleChanged();
    }

    /** The list with its headings. */
    public ObservableList<ContactItem> items() {
        return readOnlyItems;
    }

    /** Whether the list is just being rearranged, so that whatever is selected now is no wish of the person's. */
    public boolean isArranging() {
        return arranging;
    }

    public ReadOnlyStringProperty ownNameProperty() {
        return ownName.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<NetworkStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** What the person looks for: a part of a name, or what words of a message begin with. */
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

    /** Shows the conversation, or the message, and moves the keyboard focus there; folds or unfolds a section. */
    public void open(ContactItem item) {
        switch (item) {
            case ContactRow row -> navigation.open(row.peer());
            case MessageHit hit -> navigation.openAt(hit.peer(), hit.message());
            case ContactItem.Section section -> toggle(section.group());
            case ContactItem.Hint _ -> lookAgain();
        }
    }

    /** Opens what the list shows first. */
    public void openFirst() {
        items.stream()
                .filter(item -> item instanceof ContactRow || item instanceof MessageHit)
                .findFirst()
                .ifPresent(this::open);
    }

    /** Opens the conversation of the next row that the list shows, or of the one before. */
    public void step(int step) {
        List<ContactRow> shown = rows();
        int at = selected().map(shown::indexOf).orElse(step > 0 ? -1 : shown.size());
        if (at + step >= 0 && at + step < shown.size()) {
            navigation.open(shown.get(at + step).peer());
        }
    }

    /** Opens the conversation of one of the rows that the list shows; the first is 0. */
    public void openNth(int place) {
        rows().stream().skip(place).findFirst().ifPresent(row -> navigation.open(row.peer()));
    }

    private List<ContactRow> rows() {
        return items.stream()
                .filter(ContactRow.class::isInstance)
                .map(ContactRow.class::cast)
                .toList();
    }

    /** Calls the contact and shows the conversation. */
    public void call(ContactRow row) {
        client.conversations().call(row.peer());
        navigation.open(row.peer());
    }

    /** Calls whoever has the name that is looked for, whether the list shows it or not. */
    public void callTyped() {
        typed().ifPresent(peer -> {
            filter.set("");
            client.conversations().call(peer);
            navigation.open(peer);
        });
    }

    /** The name that is looked for, if somebody could be called so. */
    public Optional<PeerId> typed() {
        return Optional.of(filter.get().strip()).filter(PeerId::isValid).map(PeerId::new);
    }

    /** Takes a stranger in among the people we know, and shows the conversation. */
    public void accept(ContactRow row) {
        client.contacts().change(row.peer(), contact -> contact.withKnown(true));
        navigation.open(row.peer());
    }

    /** Answers the contact's call and shows the conversation. */
    public void answer(ContactRow row) {
        client.conversations().answer(row.peer());
        navigation.open(row.peer());
    }

    /** Declines a stranger's call and shows the conversation, to write instead. */
    public void replyWithText(ContactRow row) {
        endCall(row);
        accept(row);
    }

    /** Declines what a stranger wants: their call, if they are calling, and the request. */
    public void decline(ContactRow row) {
        endCall(row);
        leave(row);
        removals.remove(row.peer(), texts.of("removal.declined", row.state().name()), () -> {});
    }

    /** Lets somebody reach us no longer, and takes away what they have written if they are a stranger. */
    public void block(ContactRow row) {
        endCall(row);
        if (row.state().request()) {
            leave(row);
            removals.remove(row.peer(), texts.of("removal.blocked", row.state().name()), () -> setBlocked(row, true));
        } else {
            setBlocked(row, true);
        }
    }

    /** Lets somebody reach us again. */
    public void unblock(ContactRow row) {
        setBlocked(row, false);
    }

    /** Nothing of theirs is told outside the window any more, or again. */
    public void setMuted(ContactRow row, boolean muted) {
        client.contacts().change(row.peer(), contact -> contact.withMuted(muted));
    }

    /** Leaves the conversation for later: it counts as unread until it is looked at again. */
    public void markUnread(ContactRow row) {
        leave(row);
        client.conversations().markUnread(row.peer());
    }

    private void setBlocked(ContactRow row, boolean blocked) {
        client.contacts()
                .change(
                        row.peer(),
                        contact -> contact.withAnswering(blocked ? Contact.Answering.BLOCKED : Contact.Answering.ASK));
    }

    private void endCall(ContactRow row) {
        CallState call = people.standing(row.peer()).call().state();
        if (call == CallState.INCOMING) {
            client.conversations().decline(row.peer());
        } else if (call.isLive()) {
            client.conversations().hangUp(row.peer());
        }
    }

    private void leave(ContactRow row) {
        if (navigation.selected().equals(Optional.of(row.peer()))) {
            navigation.leave();
        }
    }

    /** Shows what is known about the contact. */
    public void showDetails(ContactRow row) {
        navigation.show(row.peer());
        navigation.turnTo(Navigation.Page.CONTACT);
    }

    /** Folds a section away, or unfolds it. */
    public void toggle(Group group) {
        if (!folded.remove(group)) {
            folded.add(group);
        }
        arrange();
    }

    /** The row of whoever is open, if the list shows it. */
    public Optional<ContactRow> selected() {
        return navigation.selected().flatMap(people::row).filter(items::contains);
    }

    /** Whom the contact could be mistaken for, as a sentence; empty if nobody. */
    public String warning(ContactRow row) {
        return guard.couldBeMistakenFor(row.contact()).stream()
                .findFirst()
                .map(other -> texts.of("contact.looksLike", DisplayText.name(other.name())))
                .orElse("");
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
        arrange();
    }

    private NetworkStatus network(NetworkStatus.Mood mood, String inWords, OverlayStatus from) {
        NetworkStatus.Remedy remedy = switch (from.state()) {
            case REJECTED -> NetworkStatus.Remedy.ANOTHER_IDENTITY;
            case NEEDS_MFA -> client.secondFactor().isPresent() ? NetworkStatus.Remedy.CODE : NetworkStatus.Remedy.NONE;
            case CONNECTING, ONLINE, DEGRADED, OFFLINE, CLOSED -> NetworkStatus.Remedy.NONE;
        };
        return new NetworkStatus(mood, inWords, words.status(from), from.sentence(), remedy);
    }

    private void peopleChanged() {
        problem.set(people.directory().problem().orElse(""));
        arrange();
    }

    private void look(String wanted) {
        messages.look(wanted.strip());
        arrange();
    }

    private void arrange() {
        String wanted = Fold.of(filter.get().strip());
        List<ContactItem> next = wanted.isEmpty() ? sections() : found(wanted);
        arranging = true;
        try {
            ListChanges.apply(items, next);
        } finally {
            arranging = false;
        }
        emptiness.set(emptinessOf(next));
    }

    private List<ContactItem> sections() {
        List<ContactRow> online = new ArrayList<>();
        List<ContactRow> offline = new ArrayList<>();
        List<ContactRow> requests = new ArrayList<>();
        for (ContactRow row : people.byActivity()) {
            ContactState state = row.state();
            (state.request() ? requests : state.online() ? online : offline).add(row);
        }
        List<ContactItem> next = new ArrayList<>();
        if (online.isEmpty() && !offline.isEmpty() && isOnline()) {
            next.add(ContactItem.Hint.NOBODY_ONLINE);
        }
        add(next, Group.ONLINE, online);
        add(next, Group.OFFLINE, offline);
        add(next, Group.REQUESTS, requests);
        return next;
    }

    private boolean isOnline() {
        return client.status().state() == OverlayStatus.State.ONLINE
                && people.directory().asOf().isPresent();
    }

    private List<ContactItem> found(String wanted) {
        List<List<ContactRow>> byRank = new ArrayList<>();
        for (int rank = 0; rank < NameKey.NOT_AT_ALL; rank++) {
            byRank.add(new ArrayList<>());
        }
        for (ContactRow row : people.byActivity()) {
            int rank = row.key().rank(wanted);
            if (rank < NameKey.NOT_AT_ALL) {
                byRank.get(rank).add(row);
            }
        }
        List<ContactItem> next = new ArrayList<>();
        add(next, Group.PEOPLE, byRank.stream().flatMap(List::stream).toList());
        add(next, Group.MESSAGES, messages.hits().stream().map(this::hit).toList());
        return next;
    }

    private MessageHit hit(SearchHit hit) {
        Contact contact = client.contacts().contact(hit.peer());
        return new MessageHit(
                hit.peer(),
                hit.message().id(),
                RowWords.nameOf(contact),
                Snippet.of(hit.message().text(), filter.get()),
                times.shortly(hit.message().at()));
    }

    private void add(List<ContactItem> next, Group group, List<? extends ContactItem> members) {
        if (members.isEmpty()) {
            return;
        }
        boolean away = group.folds() && folded.contains(group);
        next.add(new ContactItem.Section(group, texts.of("section." + group, members.size()), away));
        if (!away) {
            next.addAll(members);
        }
    }

    private Emptiness emptinessOf(List<ContactItem> next) {
        if (!next.isEmpty()) {
            return Emptiness.NONE;
        }
        if (!filter.get().isBlank()) {
            return messages.pending() ? Emptiness.NONE : Emptiness.NO_MATCH;
        }
        return people.directory().asOf().isPresent() ? Emptiness.NOBODY : Emptiness.LOOKING;
    }

    @Override
    public void close() {
        messages.close();
        subscriptions.forEach(Subscription::close);
        people.close();
    }
}
