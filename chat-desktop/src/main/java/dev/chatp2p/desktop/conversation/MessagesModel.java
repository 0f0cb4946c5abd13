package dev.chatp2p.desktop.conversation;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.conversation.Conversation;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Notice;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.TimeLabels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of the conversation that is open: a part of it at a time, merged with what comes in meanwhile. The list asks for
 * more when the person gets near an end of that part. FX thread only.
 */
@Singleton
public final class MessagesModel {

    private static final Logger log = LoggerFactory.getLogger(MessagesModel.class);

    /** So many unread messages at most are loaded at once when a conversation is opened. */
    private static final int MOST_AT_OPENING = 500;

    /** How many earlier messages stand above one that is jumped to. */
    private static final int ABOVE = 30;

    /** Originals of quotes that are kept, found or not. */
    private static final int MOST_ORIGINALS = 500;

    private final ConversationService service;
    private final FxBridge bridge;
    private final Navigation navigation;
    private final EntryArrangement arrangement;
    private final EntryList entries = new EntryList();
    private final ObservableList<Entry> readOnlyEntries = FXCollections.unmodifiableObservableList(entries);
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper failed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper atNewest = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyIntegerWrapper newBelow = new ReadOnlyIntegerWrapper();
    private final List<Consumer<ScrollTarget>> scrollers = new ArrayList<>();

    private final LoadedMessages messages = new LoadedMessages();
    /** What was looked up to be quoted; empty if it is unknown or still being looked for. */
    private final Map<UUID, Optional<Message>> originals = new LinkedHashMap<>();

    private Optional<PeerId> peer = Optional.empty();
    private Optional<UUID> firstUnread = Optional.empty();
    private Optional<ScrollTarget> target = Optional.empty();
    /** What came while a part was being loaded; present exactly while one is. */
    private Optional<Meanwhile> loading = Optional.empty();
    /** Counts what was opened and jumped to; what was asked for before is not taken in any more. */
    private int visit;

    private boolean following = true;
    private boolean renderScheduled;

    /** What happened to a conversation between asking for a part of it and getting it. */
    private static final class Meanwhile {
        private final List<Message> arrived = new ArrayList<>();
        private final Map<UUID, Message> changed = new LinkedHashMap<>();
        private final Set<UUID> removed = new HashSet<>();
    }

    /** A part of a conversation as it came from the service. */
    private record Part(List<Message> messages, boolean fromBeginning, boolean toEnd) {}

    @Inject
    public MessagesModel(
            ConversationService service,
            ConversationsModel conversations,
            FxBridge bridge,
            Navigation navigation,
            TimeLabels times) {
        this.service = service;
        this.bridge = bridge;
        this.navigation = navigation;
        this.arrangement = new EntryArrangement(times, this::original);
        conversations.listenToEvents(this::handle);
    }

    /** What the list shows, oldest first. */
    public ObservableList<Entry> entries() {
        return readOnlyEntries;
    }

    /** Whether it is known what the conversation holds. */
    public ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    /** Whether messages could not be had from the history; {@link #again} tries again. */
    public ReadOnlyBooleanProperty failedProperty() {
        return failed.getReadOnlyProperty();
    }

    /** Whether the newest message is in sight. */
    public ReadOnlyBooleanProperty atNewestProperty() {
        return atNewest.getReadOnlyProperty();
    }

    /** How many messages of the peer have come while the person reads further up. */
    public ReadOnlyIntegerProperty newBelowProperty() {
        return newBelow.getReadOnlyProperty();
    }

    /** Tells where the list is to go, each time after the entries have been brought up to date. */
    public void onScroll(Consumer<ScrollTarget> scroller) {
        scrollers.add(scroller);
    }

    /** Shows the newest messages of a conversation, or the first unread one. */
    void open(Optional<ConversationModel> conversation) {
        peer = conversation.map(ConversationModel::peer);
        startVisit();
        originals.clear();
        messages.replace(List.of(), false, false);
        loaded.set(false);
        failed.set(false);
        entries.become(List.of());
        conversation.ifPresent(opened -> loadNewest(opened.unread()));
    }

    private void loadNewest(int unread) {
        int most = Math.clamp(unread + ABOVE, LoadedMessages.PAGE, MOST_AT_OPENING);
        load(
                open -> service.messagesBefore(open, Optional.empty(), most)
                        .thenApply(newest -> new Part(newest, newest.size() < most, true)),
                part -> {
                    messages.replace(part.messages(), part.fromBeginning(), true);
                    firstUnread = firstOfUnread(unread);
                    target = Optional.of(
                            firstUnread.isPresent() ? new ScrollTarget.FirstUnread() : new ScrollTarget.Newest());
                });
    }

    private Optional<UUID> firstOfUnread(int unread) {
        int left = unread;
        Optional<UUID> first = Optional.empty();
        for (Message message : messages.messages().reversed()) {
            if (left == 0) {
                break;
            }
            if (countsAsUnread(message)) {
                first = Optional.of(message.id());
                left--;
            }
        }
        return first;
    }

    private static boolean countsAsUnread(Message message) {
        return message.author() == Message.Author.PEER
                || message.notice()
                        .filter(notice -> notice.kind() == Notice.Kind.MISSED)
                        .isPresent();
    }

    /** The list is near the first entry it has: asks for earlier ones, if there are any. */
    public void nearStart() {
        if (messages.messages().isEmpty() || messages.fromBeginning() || isBusy()) {
            return;
        }
        UUID first = messages.messages().getFirst().id();
        load(
                open -> service.messagesBefore(open, Optional.of(first), LoadedMessages.PAGE)
                        .thenApply(earlier -> new Part(earlier, earlier.size() < LoadedMessages.PAGE, false)),
                part -> messages.putBefore(part.messages(), part.fromBeginning()));
    }

    /** The list is near the last entry it has: asks for later ones, if there are any. */
    public void nearEnd() {
        if (messages.messages().isEmpty() || messages.toEnd() || isBusy()) {
            return;
        }
        UUID last = messages.messages().getLast().id();
        int most = LoadedMessages.PAGE + 1; // the last one comes again
        load(
                open -> service.messagesFrom(open, last, most)
                        .thenApply(later -> new Part(later, false, later.size() < most)),
                part -> messages.putAfter(part.messages(), part.toEnd()));
    }

    private boolean isBusy() {
        return loading.isPresent() || failed.get();
    }

    /** Whether the list shows its last entry. */
    public void setFollowing(boolean now) {
        following = now;
        showWhetherAtNewest();
    }

    /** Goes to the newest message, wherever the person reads. */
    public void goToNewest() {
        firstUnread = Optional.empty();
        if (messages.toEnd()) {
            target = Optional.of(new ScrollTarget.Newest());
            renderSoon();
        } else {
            startVisit();
            loadNewest(0);
        }
    }

    /** Goes to a message, wherever in the conversation it is; to nowhere if it is not there any more. */
    public void goTo(UUID message) {
        if (messages.contains(message)) {
            target = Optional.of(new ScrollTarget.To(message));
            renderSoon();
            return;
        }
        int most = LoadedMessages.PAGE;
        startVisit();
        following = false;
        load(
                open -> service.messagesBefore(open, Optional.of(message), ABOVE)
                        .thenCombine(
                                service.messagesFrom(open, message, most), (above, from) -> around(above, from, most)),
                part -> {
                    if (part.messages().isEmpty()) {
                        originals.put(message, Optional.empty());
                    } else {
                        messages.replace(part.messages(), part.fromBeginning(), part.toEnd());
                        target = Optional.of(new ScrollTarget.To(message));
                    }
                });
    }

    private static Part around(List<Message> above, List<Message> from, int most) {
        if (from.isEmpty()) {
            return new Part(List.of(), false, false);
        }
        List<Message> all = new ArrayList<>(above);
        all.addAll(from);
        return new Part(all, above.size() < ABOVE, from.size() < most);
    }

    /** Tries again to get what could not be had. */
    public void again() {
        failed.set(false);
        if (!loaded.get()) {
            loadNewest(0);
        }
    }

    /** From now on nothing counts as new: the line above the first unread message goes. */
    void everythingRead() {
        if (firstUnread.isPresent()) {
            firstUnread = Optional.empty();
            renderSoon();
        }
    }

    private void startVisit() {
        visit++;
        loading = Optional.empty();
        firstUnread = Optional.empty();
        target = Optional.empty();
        following = true;
        newBelow.set(0);
        showWhetherAtNewest();
    }

    private interface Question {
        CompletionStage<Part> ask(PeerId open);
    }

    private void load(Question question, Consumer<Part> answer) {
        Optional<PeerId> open = peer;
        if (open.isEmpty()) {
            return;
        }
        int asked = visit;
        Meanwhile meanwhile = new Meanwhile();
        loading = Optional.of(meanwhile);
        question.ask(open.get())
                .whenCompleteAsync(
                        (part, failure) -> {
                            if (asked != visit) {
                                return;
                            }
                            loading = Optional.empty();
                            if (failure == null) {
                                answer.accept(part);
                                meanwhile.changed.values().forEach(messages::changed);
                                meanwhile.removed.forEach(gone -> messages.removed(Set.of(gone)));
                                meanwhile.arrived.stream()
                                        .filter(message -> !meanwhile.removed.contains(message.id()))
                                        .forEach(message -> messages.arrived(message, following));
                                loaded.set(true);
                                lookOriginalsUp();
                                renderSoon();
                            } else {
                                log.warn("messages could not be loaded", failure);
                                failed.set(true);
                            }
                        },
                        bridge);
    }

    private void handle(ConversationEvent event) {
        if (!peer.equals(Optional.of(event.peer()))) {
            return;
        }
        switch (event) {
            case ConversationEvent.Opened opened -> reload(opened.conversation());
            case ConversationEvent.MessageAdded added -> arrived(added.message());
            case ConversationEvent.MessageChanged now -> changed(now.message());
            case ConversationEvent.MessagesRemoved removed -> removed(removed.messages());
            case ConversationEvent.Forgotten _ -> {
                startVisit();
                originals.clear();
                messages.replace(List.of(), true, true);
                loaded.set(true);
                renderSoon();
            }
            case ConversationEvent.CallChanged _,
                    ConversationEvent.UnreadChanged _,
                    ConversationEvent.TypingChanged _ -> {}
        }
    }

    /** What is there may differ anywhere from what is shown; the person stays where they read. */
    private void reload(Conversation conversation) {
        if (!loaded.get() || messages.messages().isEmpty() || (following && messages.toEnd())) {
            startVisit();
            loadNewest(conversation.unread());
            return;
        }
        visit++;
        UUID first = messages.messages().getFirst().id();
        boolean fromBeginning = messages.fromBeginning();
        int most = LoadedMessages.MOST + LoadedMessages.PAGE;
        originals.clear();
        load(
                open -> service.messagesFrom(open, first, most)
                        .thenApply(from -> new Part(from, fromBeginning, from.size() < most)),
                part -> messages.replace(part.messages(), part.fromBeginning(), part.toEnd()));
    }

    private void arrived(Message message) {
        loading.ifPresent(meanwhile -> meanwhile.arrived.add(message));
        boolean shown = atNewest.get();
        if (message.author() == Message.Author.ME) {
            everythingRead();
        } else if (countsAsUnread(message)) {
            if (!navigation.focusedProperty().get() && firstUnread.isEmpty() && loaded.get()) {
                firstUnread = Optional.of(message.id());
            }
            if (!shown) {
                newBelow.set(newBelow.get() + 1);
            }
        }
        messages.arrived(message, following);
        message.replyTo().ifPresent(this::lookUp);
        if (message.author() == Message.Author.ME && loaded.get()) {
            goToNewest();
        }
        showWhetherAtNewest();
        renderSoon();
    }

    private void changed(Message message) {
        loading.ifPresent(meanwhile -> meanwhile.changed.put(message.id(), message));
        messages.changed(message);
        renderSoon();
    }

    private void removed(Set<UUID> gone) {
        loading.ifPresent(meanwhile -> meanwhile.removed.addAll(gone));
        messages.removed(gone);
        gone.forEach(id -> originals.replace(id, Optional.empty()));
        renderSoon();
    }

    private Optional<Message> original(UUID id) {
        return messages.find(id).or(() -> originals.getOrDefault(id, Optional.empty()));
    }

    private void lookOriginalsUp() {
        messages.messages().forEach(message -> message.replyTo().ifPresent(this::lookUp));
    }

    private void lookUp(UUID id) {
        if (messages.contains(id) || originals.containsKey(id) || peer.isEmpty()) {
            return;
        }
        if (originals.size() >= MOST_ORIGINALS) {
            originals.remove(originals.keySet().iterator().next());
        }
        originals.put(id, Optional.empty());
        int asked = visit;
        service.messagesFrom(peer.get(), id, 1)
                .whenCompleteAsync(
                        (found, failure) -> {
                            if (asked == visit && failure == null && !found.isEmpty()) {
                                originals.put(id, Optional.of(found.getFirst()));
                                renderSoon();
                            }
                        },
                        bridge);
    }

    /** Behind what waits already, so that many events make one change of the list. */
    private void renderSoon() {
        if (!renderScheduled) {
            renderScheduled = true;
            bridge.execute(this::render);
        }
    }

    private void render() {
        renderScheduled = false;
        entries.become(arrangement.arrange(messages.messages(), firstUnread));
        showWhetherAtNewest();
        Optional<ScrollTarget> next = target;
        target = Optional.empty();
        next.ifPresent(to -> scrollers.forEach(scroller -> scroller.accept(to)));
    }

    private void showWhetherAtNewest() {
        boolean now = following && (messages.toEnd() || !loaded.get());
        atNewest.set(now);
        if (now) {
            newBelow.set(0);
        }
    }
}
