package dev.chatp2p.desktop;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.StoreNotice;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.Conversation;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.conversation.MemoryHistory;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.SearchHit;
import dev.chatp2p.core.directory.DirectoryStatus;
import dev.chatp2p.core.directory.SharedDirectories;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.RefusedCaller;
import dev.chatp2p.core.overlay.RouterReport;
import dev.chatp2p.core.overlay.SecondFactor;
import dev.chatp2p.core.peer.ContactService;
import dev.chatp2p.core.peer.Peer;
import dev.chatp2p.core.peer.PeerDirectory;
import dev.chatp2p.core.peer.PeerDirectoryService;
import dev.chatp2p.core.peer.Presence;
import dev.chatp2p.core.settings.SettingsService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A chat client that does nothing but write down what it is asked for and tell what a test makes it tell. */
public final class FakeChat implements ChatClient {

    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /** What was asked for, in words: {@code call bob}, {@code send bob: hello}, … */
    public final List<String> asked = new ArrayList<>();

    /** Empty unless a test brings one. */
    public Optional<SecondFactor> secondFactor = Optional.empty();

    /** What the next {@code send} comes to. */
    public CompletableFuture<Message> sending = new CompletableFuture<>();

    /** What the service finds of earlier messages. */
    public final MemoryHistory history = new MemoryHistory();

    /** The last draft that was kept for each. */
    public final Map<PeerId, String> keptDrafts = new HashMap<>();

    /** What the network status page shows. */
    public List<RouterReport> routers = List.of();

    /** Ids of the routers through which people can be reached. */
    public final Map<PeerId, Set<String>> routersOf = new HashMap<>();

    /** What the person should know about what is kept. */
    public Optional<StoreNotice> storeNotice = Optional.empty();

    /** How it stands with the shared directories. */
    public List<DirectoryStatus> directories = List.of();

    private final ContactService contacts = new FakeContacts();
    private final SettingsService settings = new FakeSettings();
    private final List<Consumer<ConversationEvent>> observers = new ArrayList<>();
    private final List<Consumer<PeerDirectory>> directoryObservers = new ArrayList<>();
    private final List<Consumer<OverlayStatus>> statusObservers = new ArrayList<>();
    private final List<Consumer<RefusedCaller>> refusalObservers = new ArrayList<>();
    private Optional<PeerId> self = Optional.of(new PeerId("alice"));
    private OverlayStatus status = OverlayStatus.of(OverlayStatus.State.CONNECTING, "Logging in.");
    private PeerDirectory directory = PeerDirectory.EMPTY;

    @Override
    public Optional<StoreNotice> storeNotice() {
        return storeNotice;
    }

    public void tell(ConversationEvent event) {
        observers.forEach(observer -> observer.accept(event));
    }

    public void tell(OverlayStatus newest) {
        status = newest;
        statusObservers.forEach(observer -> observer.accept(newest));
    }

    public void tell(RefusedCaller caller) {
        refusalObservers.forEach(observer -> observer.accept(caller));
    }

    public void tell(PeerDirectory newest) {
        directory = newest;
        directoryObservers.forEach(observer -> observer.accept(newest));
    }

    /** Tells a directory with these people, online ones marked by a plus before the name. */
    public void tellPeople(String... names) {
        List<Peer> peers = new ArrayList<>();
        for (String name : names) {
            boolean online = name.startsWith("+");
            peers.add(new Peer(
                    new PeerId(online ? name.substring(1) : name),
                    online ? Presence.ONLINE : Presence.OFFLINE,
                    online ? 3 : 0));
        }
        tell(new PeerDirectory(peers, Optional.of(NOON), Optional.empty()));
    }

    /** Tells that the call with the peer has entered a state. */
    public void tellCall(String peer, CallState state) {
        tell(new ConversationEvent.CallChanged(new PeerId(peer), call(state, Optional.empty(), "")));
    }

    /** Tells that the call with the peer is over. */
    public void tellEnd(String peer, CallState state, EndReason reason, String sentence) {
        tell(new ConversationEvent.CallChanged(new PeerId(peer), call(state, Optional.of(reason), sentence)));
    }

    public void tellMessage(String peer, Message.Author author, String text) {
        tellMessage(peer, author, text, NOON);
    }

    public void tellMessage(String peer, Message.Author author, String text, Instant at) {
        tell(new ConversationEvent.MessageAdded(
                new PeerId(peer), new Message(UUID.randomUUID(), author, text, at, false)));
    }

    public static Call call(CallState state, Optional<EndReason> end, String sentence) {
        return new Call(state, NOON, true, "hi there", false, end, Optional.empty(), sentence);
    }

    public void forgetSelf() {
        self = Optional.empty();
    }

    @Override
    public Optional<PeerId> self() {
        return self;
    }

    @Override
    public OverlayStatus status() {
        return status;
    }

    @Override
    public Subscription observeStatus(Consumer<OverlayStatus> observer) {
        statusObservers.add(observer);
        observer.accept(status);
        return () -> statusObservers.remove(observer);
    }

    @Override
    public Subscription observeRefusedCallers(Consumer<RefusedCaller> observer) {
        refusalObservers.add(observer);
        return () -> refusalObservers.remove(observer);
    }

    @Override
    public Optional<SecondFactor> secondFactor() {
        return secondFactor;
    }

    @Override
    public SharedDirectories directories() {
        return new SharedDirectories() {
            @Override
            public List<DirectoryStatus> statuses() {
                return directories;
            }

            @Override
            public Subscription observe(Consumer<List<DirectoryStatus>> observer) {
                observer.accept(directories);
                return () -> {};
            }

            @Override
            public void refresh() {
                asked.add("read the directories");
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public List<RouterReport> routers() {
        return routers;
    }

    @Override
    public ContactService contacts() {
        return contacts;
    }

    @Override
    public SettingsService settings() {
        return settings;
    }

    @Override
    public PeerDirectoryService peers() {
        return new Peers();
    }

    @Override
    public ConversationService conversations() {
        return new Conversations();
    }

    @Override
    public void close() {
        asked.add("close");
    }

    private final class Peers implements PeerDirectoryService {
        @Override
        public PeerDirectory directory() {
            return directory;
        }

        @Override
        public Subscription observe(Consumer<PeerDirectory> observer) {
            directoryObservers.add(observer);
            observer.accept(directory);
            return () -> directoryObservers.remove(observer);
        }

        @Override
        public Set<String> routersOf(PeerId peer) {
            return routersOf.getOrDefault(peer, Set.of());
        }

        @Override
        public CompletionStage<PeerDirectory> refresh() {
            asked.add("refresh");
            return CompletableFuture.completedFuture(directory);
        }

        @Override
        public void close() {}
    }

    private final class Conversations implements ConversationService {
        @Override
        public List<Conversation> conversations() {
            return List.of();
        }

        @Override
        public Optional<Conversation> conversation(PeerId peer) {
            return Optional.empty();
        }

        @Override
        public Subscription observe(Consumer<ConversationEvent> observer) {
            observers.add(observer);
            return () -> observers.remove(observer);
        }

        @Override
        public void call(PeerId peer) {
            asked.add("call " + peer);
        }

        @Override
        public void answer(PeerId peer) {
            asked.add("answer " + peer);
        }

        @Override
        public void decline(PeerId peer) {
            asked.add("decline " + peer);
        }

        @Override
        public void hangUp(PeerId peer) {
            asked.add("hang up " + peer);
        }

        @Override
        public CompletionStage<Message> send(PeerId peer, String text) {
            asked.add("send " + peer + ": " + text);
            return sending;
        }

        @Override
        public CompletionStage<Message> post(PeerId peer, String text, Optional<UUID> replyTo) {
            asked.add(
                    "post " + peer + ": " + text + replyTo.map(id -> " (reply)").orElse(""));
            return sending;
        }

        @Override
        public void retry(PeerId peer, UUID message) {
            asked.add("retry " + peer);
        }

        @Override
        public void typing(PeerId peer, boolean typing) {
            asked.add((typing ? "typing " : "not typing ") + peer);
        }

        @Override
        public void keepDraft(PeerId peer, String text) {
            keptDrafts.put(peer, text);
        }

        @Override
        public CompletionStage<List<Message>> messagesBefore(PeerId peer, Optional<UUID> before, int most) {
            return history.before(peer, before, most);
        }

        @Override
        public CompletionStage<List<Message>> messagesFrom(PeerId peer, UUID message, int most) {
            return history.from(peer, message, most);
        }

        @Override
        public CompletionStage<List<SearchHit>> search(String words, Optional<PeerId> within, int most) {
            return history.search(words, within, most);
        }

        @Override
        public CompletionStage<UUID> delete(PeerId peer, Set<UUID> messages) {
            asked.add("delete " + peer + (messages.isEmpty() ? "" : " " + messages.size()));
            return history.delete(peer, messages);
        }

        @Override
        public CompletionStage<Boolean> undoDelete(UUID deletion) {
            asked.add("undo delete");
            return history.undo(deletion);
        }

        @Override
        public void markRead(PeerId peer) {
            asked.add("read " + peer);
        }

        @Override
        public void markUnread(PeerId peer) {
            asked.add("unread " + peer);
        }

        @Override
        public void close() {}
    }
}
