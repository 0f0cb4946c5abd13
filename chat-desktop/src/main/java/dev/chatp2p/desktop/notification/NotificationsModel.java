package dev.chatp2p.desktop.notification;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.peer.ContactService;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.core.settings.SettingsService;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.notification.Announcement.About;
import dev.chatp2p.desktop.notification.Announcement.Action;
import dev.chatp2p.desktop.notification.NotificationPolicy.Telling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Watches what happens and tells what {@link NotificationPolicy} lets through. Messages that come in a burst are told as one
 * notification. Nothing here takes the focus; the window is raised only when a notification was clicked. FX thread only.
 */
@Singleton
public final class NotificationsModel implements AutoCloseable {

    /** Messages that come within this time are told together. */
    static final Duration GATHERING = Duration.ofMillis(400);

    /** Messages are not told more often than this. */
    static final Duration LEAST_BETWEEN = Duration.ofSeconds(5);

    /** From one ring to the next. */
    static final Duration RING_EVERY = Duration.ofSeconds(3);

    /** Longest preview, in UTF-16 units. */
    static final int MAX_PREVIEW = 120;

    /** Enough of a message to make a preview of, whatever its length. */
    private static final int LOOKED_AT = 1_000;

    private final ConversationService conversations;
    private final ContactService contacts;
    private final SettingsService settingsService;
    private final Navigation navigation;
    private final FxBridge bridge;
    private final Timers timers;
    private final Texts texts;
    private final Outlets outlets;
    private final List<Subscription> subscriptions;

    private final ObservableList<Announcement> shown = FXCollections.observableArrayList();
    /** Held here: such a view of a list is only as long alive as somebody holds it, and so are its listeners. */
    private final ObservableList<Announcement> shownToSee = FXCollections.unmodifiableObservableList(shown);

    private final ReadOnlyIntegerWrapper unread = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper raiseRequests = new ReadOnlyIntegerWrapper();
    private final Map<PeerId, Integer> unreadOf = new HashMap<>();
    private final Set<PeerId> ringing = new LinkedHashSet<>();
    private final Map<PeerId, Gathered> gathered = new LinkedHashMap<>();
    private final Set<About> onDesktop = new LinkedHashSet<>();

    private ChatSettings settings;
    private Subscription nextRing = () -> {};
    private Subscription nextTelling = () -> {};
    private Subscription endOfQuiet = () -> {};
    private boolean tellingIsDue;
    private boolean countingIsDue;
    private Instant lastTold = Instant.EPOCH;

    /** Messages of one person that are to be told. */
    private record Gathered(int count, String newest) {

        Gathered with(String text) {
            return new Gathered(count + 1, text);
        }
    }

    /**
     * Where things are told, beside the window.
     *
     * @param desktop the desktop's own notifications
     * @param tones sounds
     * @param attention the taskbar
     */
    public record Outlets(DesktopNotifier desktop, Tones tones, Attention attention) {

        /** Nothing is heard of the program outside its windows. */
        public static Outlets none() {
            return new Outlets(DesktopNotifier.none(), Tones.none(), Attention.none());
        }
    }

    @Inject
    public NotificationsModel(
            ConversationService conversations,
            ContactService contacts,
            SettingsService settingsService,
            Navigation navigation,
            FxBridge bridge,
            Timers timers,
            Texts texts,
            Outlets outlets) {
        this.conversations = conversations;
        this.contacts = contacts;
        this.settingsService = settingsService;
        this.navigation = navigation;
        this.bridge = bridge;
        this.timers = timers;
        this.texts = texts;
        this.outlets = outlets;
        this.settings = settingsService.settings();
        navigation.focusedProperty().subscribe((before, focused) -> lookedAt());
        navigation.selectedProperty().subscribe((before, now) -> lookedAt());
        navigation.pageProperty().subscribe((before, now) -> lookedAt());
        this.subscriptions = List.of(
                bridge.latest(settingsService::observe, this::settingsChanged),
                bridge.each(conversations::observe, this::handle),
                // Somebody may become known, be muted or blocked, while their messages wait.
                bridge.latest(contacts::observe, contact -> count()));
    }

    /** What is to be shown in a window of ours, the oldest first. */
    public ObservableList<Announcement> shown() {
        return shownToSee;
    }

    /** How many entries are unread of people who are neither muted nor mere requests, 0 or more. */
    public ReadOnlyIntegerProperty unreadProperty() {
        return unread.getReadOnlyProperty();
    }

    /** Counts how often somebody clicked what needs the window. */
    public ReadOnlyIntegerProperty raiseRequestsProperty() {
        return raiseRequests.getReadOnlyProperty();
    }

    /** A notification was put away. */
    public void dismiss(Announcement announcement) {
        shown.removeIf(other -> other.about().equals(announcement.about()));
    }

    /** Does what a notification offers. */
    public void act(Announcement announcement, Action action) {
        PeerId peer = announcement.about().peer();
        withdraw(announcement.about());
        switch (action) {
            case ANSWER -> {
                conversations.answer(peer);
                raise(peer);
            }
            case DECLINE -> conversations.decline(peer);
            case CALL_BACK -> {
                conversations.call(peer);
                raise(peer);
            }
            case MESSAGE, OPEN -> raise(peer);
        }
    }

    private void raise(PeerId peer) {
        navigation.open(peer);
        raiseRequests.set(raiseRequests.get() + 1);
    }

    private void handle(ConversationEvent event) {
        PeerId peer = event.peer();
        switch (event) {
            case ConversationEvent.Opened opened -> {
                setUnread(peer, opened.conversation().unread());
                if (opened.conversation().call().state() == CallState.INCOMING) {
                    callChanged(peer, opened.conversation().call());
                }
            }
            case ConversationEvent.CallChanged changed -> callChanged(peer, changed.call());
            case ConversationEvent.MessageAdded added -> {
                if (added.message().author() == Message.Author.PEER) {
                    messageCame(peer, added.message().text());
                }
            }
            case ConversationEvent.UnreadChanged changed -> {
                setUnread(peer, changed.unread());
                if (changed.unread() == 0) {
                    hasRead(peer);
                }
            }
            case ConversationEvent.Forgotten _ -> {
                setUnread(peer, 0);
                hasRead(peer);
            }
            case ConversationEvent.MessageChanged _,
                    ConversationEvent.MessagesRemoved _,
                    ConversationEvent.TypingChanged _ -> {
                // nothing that anybody has to be told of
            }
        }
    }

    private void setUnread(PeerId peer, int count) {
        if (count > 0) {
            unreadOf.put(peer, count);
        } else {
            unreadOf.remove(peer);
        }
        if (!countingIsDue) { // once for a burst
            countingIsDue = true;
            bridge.execute(this::count);
        }
    }

    private void count() {
        countingIsDue = false;
        unread.set(unreadOf.entrySet().stream()
                .filter(entry -> counts(contacts.contact(entry.getKey())))
                .mapToInt(Map.Entry::getValue)
                .sum());
    }

    /** The title is seen outside the window, where nothing of muted people is told. */
    private boolean counts(Contact contact) {
        return !contact.muted() && NotificationPolicy.isWelcome(contact, settings);
    }

    // ---- calls

    private void callChanged(PeerId peer, Call call) {
        if (call.state() == CallState.INCOMING) {
            if (ringing.add(peer)) {
                tellCall(peer);
            }
            return;
        }
        if (ringing.remove(peer)) {
            withdraw(new About.Call(peer));
            if (ringing.isEmpty()) {
                stopRinging();
            }
        }
        if (call.state() == CallState.MISSED) {
            tellMissed(peer);
        }
    }

    private void tellCall(PeerId peer) {
        Telling telling = decide(Occasion.INCOMING_CALL, peer);
        if (telling.shown()) {
            announce(new Announcement(
                    new About.Call(peer),
                    nameOf(peer),
                    texts.of("notification.calling"),
                    List.of(Action.ANSWER, Action.DECLINE, Action.MESSAGE),
                    true));
        }
        if (telling.attention()) {
            outlets.attention().ask();
        }
        if (telling.sound()) {
            stopRinging();
            ring();
        }
    }

    private void ring() {
        boolean someoneRings = ringing.stream()
                .anyMatch(peer -> decide(Occasion.INCOMING_CALL, peer).sound());
        if (someoneRings) {
            outlets.tones().play(Tone.RING);
            nextRing = timers.after(RING_EVERY, bridge, this::ring);
        } else {
            stopRinging();
        }
    }

    private void stopRinging() {
        nextRing.close();
        outlets.tones().silence();
    }

    private void tellMissed(PeerId peer) {
        Telling telling = decide(Occasion.MISSED_CALL, peer);
        if (telling.shown()) {
            announce(new Announcement(
                    new About.Missed(peer),
                    nameOf(peer),
                    texts.of("notification.missed"),
                    List.of(Action.CALL_BACK, Action.MESSAGE),
                    false));
        }
        if (telling.attention()) {
            outlets.attention().ask();
        }
    }

    // ---- messages

    private void messageCame(PeerId peer, String text) {
        Telling telling = decide(Occasion.MESSAGE, peer);
        if (!telling.shown() && !telling.sound()) {
            return;
        }
        Gathered before = gathered.getOrDefault(peer, new Gathered(0, ""));
        gathered.remove(peer); // so that whoever wrote last comes last
        gathered.put(peer, before.with(text));
        if (!tellingIsDue) {
            tellingIsDue = true;
            nextTelling = timers.after(untilTelling(), bridge, this::tellMessages);
        }
    }

    private Duration untilTelling() {
        Duration pause = Duration.between(timers.instant(), lastTold.plus(LEAST_BETWEEN));
        return pause.compareTo(GATHERING) > 0 ? pause : GATHERING;
    }

    /** Decided anew: much may have happened since they came. */
    private void tellMessages() {
        tellingIsDue = false;
        gathered.keySet().removeIf(peer -> decide(Occasion.MESSAGE, peer).equals(Telling.NOTHING) || isLookedAt(peer));
        if (gathered.isEmpty()) {
            return;
        }
        List<PeerId> from = List.copyOf(gathered.keySet());
        Telling telling = decide(Occasion.MESSAGE, from.getLast());
        if (telling.shown()) {
            announce(new Announcement(
                    new About.Messages(from.getLast()), titleOf(from), bodyOf(from), List.of(Action.OPEN), false));
        }
        if (telling.attention()) {
            outlets.attention().ask();
        }
        if (telling.sound() && ringing.isEmpty()) {
            outlets.tones().play(Tone.MESSAGE);
        }
        lastTold = timers.instant();
        gathered.clear();
    }

    private String titleOf(List<PeerId> from) {
        return from.size() == 1 ? nameOf(from.getFirst()) : texts.of("notification.messages", total(), from.size());
    }

    private String bodyOf(List<PeerId> from) {
        if (from.size() > 1) {
            List<String> names = new ArrayList<>(from.stream().map(this::nameOf).toList());
            return DisplayText.line(String.join(", ", names), MAX_PREVIEW);
        }
        if (total() > 1) {
            return texts.of("notification.several", total());
        }
        return settings.notifications().preview()
                ? preview(gathered.values().iterator().next().newest())
                : texts.of("notification.message");
    }

    private int total() {
        return gathered.values().stream().mapToInt(Gathered::count).sum();
    }

    private static String preview(String text) {
        String start = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
        return DisplayText.line(start.strip().replaceAll("\\s+", " "), MAX_PREVIEW);
    }

    // ---- what is over

    private void hasRead(PeerId peer) {
        gathered.remove(peer);
        withdraw(new About.Missed(peer));
        boolean told = shown.stream()
                        .anyMatch(a -> a.about() instanceof About.Messages of
                                && of.peer().equals(peer))
                || onDesktop.stream()
                        .anyMatch(about ->
                                about instanceof About.Messages of && of.peer().equals(peer));
        if (told) {
            withdraw(new About.Messages(peer));
        }
    }

    /** The person turned to the window, or to something else in it. */
    private void lookedAt() {
        if (!navigation.focusedProperty().get()) {
            return;
        }
        // What the desktop shows was for somebody who was not here. Calls are in the bar now.
        for (About about : List.copyOf(onDesktop)) {
            withdraw(about);
        }
        for (Announcement announcement : List.copyOf(shown)) {
            if (announcement.about() instanceof About.Call
                    || isLookedAt(announcement.about().peer())) {
                withdraw(announcement.about());
            }
        }
    }

    private void withdraw(About about) {
        shown.removeIf(announcement -> announcement.about().equals(about));
        if (onDesktop.remove(about)) {
            outlets.desktop().withdraw(tagOf(about));
        }
    }

    // ---- settings

    private void settingsChanged(ChatSettings newest) {
        settings = newest;
        endOfQuiet.close();
        newest.notifications()
                .quietUntil()
                .filter(until -> newest.notifications().doNotDisturb())
                .ifPresent(until -> endOfQuiet = timers.after(
                        positive(Duration.between(timers.instant(), until)), bridge, () -> quietIsOver(until)));
        count();
        if (newest.notifications().isQuietAt(timers.instant())) {
            stopRinging();
            nextTelling.close();
            tellingIsDue = false;
            gathered.clear();
            onDesktop.stream().toList().forEach(this::withdraw);
            shown.clear();
        }
    }

    private void quietIsOver(Instant until) {
        settingsService.change(s -> s.notifications().quietUntil().equals(Optional.of(until))
                ? s.with(s.notifications().loud())
                : s);
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    // ---- telling

    private Telling decide(Occasion occasion, PeerId peer) {
        Contact contact = contacts.contact(peer);
        boolean focused = navigation.focusedProperty().get();
        return NotificationPolicy.decide(occasion, contact, settings, timers.instant(), focused, isOpen(peer));
    }

    private boolean isOpen(PeerId peer) {
        return navigation.page() == Navigation.Page.CONVERSATION
                && navigation.selected().equals(Optional.of(peer));
    }

    private boolean isLookedAt(PeerId peer) {
        return navigation.focusedProperty().get() && isOpen(peer);
    }

    /** The desktop shows it if the window has not the focus, otherwise the window itself. */
    private void announce(Announcement announcement) {
        if (!navigation.focusedProperty().get() && outlets.desktop().isAvailable()) {
            onDesktop.remove(announcement.about());
            onDesktop.add(announcement.about());
            outlets.desktop().show(noteOf(announcement), id -> bridge.execute(() -> chosen(announcement, id)));
        } else {
            dismiss(announcement);
            shown.add(announcement);
        }
    }

    private void chosen(Announcement announcement, String id) {
        announcement.actions().stream()
                .filter(action -> action.name().equals(id))
                .findFirst()
                .ifPresent(action -> act(announcement, action));
    }

    private DesktopNotifier.Note noteOf(Announcement announcement) {
        return new DesktopNotifier.Note(
                tagOf(announcement.about()),
                announcement.title(),
                announcement.body(),
                announcement.actions().stream()
                        .map(action ->
                                new DesktopNotifier.Note.Button(action.name(), texts.of("notification.do." + action)))
                        .toList(),
                announcement.lasting());
    }

    private static String tagOf(About about) {
        return switch (about) {
            case About.Call call -> "call " + call.peer();
            case About.Missed missed -> "missed " + missed.peer();
            case About.Messages _ -> "messages";
        };
    }

    private String nameOf(PeerId peer) {
        return DisplayText.name(contacts.contact(peer).called());
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        nextTelling.close();
        endOfQuiet.close();
        stopRinging();
        List.copyOf(onDesktop).forEach(this::withdraw);
        shown.clear();
    }
}
