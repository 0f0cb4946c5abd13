package dev.chatp2p.desktop.contacts;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.peer.Peer;
import dev.chatp2p.core.peer.PeerDirectory;
import dev.chatp2p.core.peer.Presence;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.conversation.ConversationModel;
import dev.chatp2p.desktop.conversation.ConversationsModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everybody there is something to say about, each with a row: those the network lists, those something is noted about, and those
 * with whom there is a conversation. However much happens at once, those who arrange the rows are told once. FX thread only.
 */
@Singleton
public final class People implements AutoCloseable {

    private final ChatClient client;
    private final ConversationsModel conversations;
    private final FxBridge bridge;
    private final RowWords words;
    private final List<Subscription> subscriptions;

    private final Map<PeerId, ContactRow> rows = new LinkedHashMap<>();
    private final Map<PeerId, Digest> digests = new HashMap<>();
    private final Digest nothing = new Digest();
    private final List<Runnable> listeners = new ArrayList<>();
    private PeerDirectory directory = PeerDirectory.EMPTY;
    private boolean strangersRing;
    private boolean tellingSoon;
    private boolean inOrder;
    private List<ContactRow> sorted = List.of();

    @Inject
    public People(
            ChatClient client, ConversationsModel conversations, FxBridge bridge, TimeLabels times, Texts texts) {
        this.client = client;
        this.conversations = conversations;
        this.bridge = bridge;
        this.words = new RowWords(times, texts);
        conversations.listen(this::draftChanged);
        this.subscriptions = List.of(
                bridge.latest(client.settings()::observe, this::settingsChanged),
                bridge.each(client.contacts()::observe, this::contactChanged),
                bridge.each(client.conversations()::observe, this::handle),
                bridge.latest(client.peers()::observe, this::directoryChanged));
    }

    /** All of them, those with whom something happened last first. */
    List<ContactRow> byActivity() {
        if (!inOrder) {
            inOrder = true;
            sorted = rows.values().stream().sorted(ContactRow.BY_ACTIVITY).toList();
        }
        return sorted;
    }

    /** The row of somebody; empty if there is nothing to say about them. */
    public Optional<ContactRow> row(PeerId peer) {
        return Optional.ofNullable(rows.get(peer));
    }

    /** What the network told last. */
    PeerDirectory directory() {
        return directory;
    }

    /** Tells the listener, after a burst of changes, that somebody has come, gone, or may stand elsewhere. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    Digest digest(PeerId peer) {
        return digests.getOrDefault(peer, nothing);
    }

    private void settingsChanged(ChatSettings settings) {
        if (strangersRing != settings.privacy().strangersRing()) {
            strangersRing = settings.privacy().strangersRing();
            digests.keySet().forEach(this::refresh);
        }
    }

    private void contactChanged(Contact contact) {
        row(contact.id(), contact).setContact(contact);
        refresh(contact.id());
    }

    private void directoryChanged(PeerDirectory newest) {
        directory = newest;
        Map<PeerId, Peer> listed = new HashMap<>();
        newest.peers().forEach(peer -> listed.put(peer.id(), peer));
        listed.keySet().forEach(peer -> {
            if (!rows.containsKey(peer)) {
                row(peer, client.contacts().contact(peer));
            }
        });
        Set<PeerId> changed = new HashSet<>(digests.keySet()); // times of yesterday look different today
        for (ContactRow row : rows.values()) {
            Optional<Peer> peer = Optional.ofNullable(listed.get(row.peer()));
            int routers = peer.filter(known -> known.presence() == Presence.ONLINE)
                    .map(known -> Math.max(1, known.routers()))
                    .orElse(0);
            if (row.listed() != peer.isPresent() || row.routers() != routers) {
                row.setListed(peer.isPresent(), routers);
                changed.add(row.peer());
            }
        }
        changed.forEach(this::refresh);
        tellSoon();
    }

    private void handle(ConversationEvent event) {
        if (event instanceof ConversationEvent.Forgotten) {
            digests.remove(event.peer());
            refresh(event.peer());
            return;
        }
        Digest digest = digests.computeIfAbsent(event.peer(), peer -> new Digest());
        switch (event) {
            case ConversationEvent.Opened opened -> digest.open(opened.conversation());
            case ConversationEvent.CallChanged changed -> digest.enter(changed.call());
            case ConversationEvent.MessageAdded added -> digest.add(added.message());
            case ConversationEvent.MessageChanged changed -> digest.change(changed.message());
            case ConversationEvent.MessagesRemoved removed -> {
                if (digest.remove(removed.messages())) {
                    lookForNewest(removed.peer());
                }
            }
            case ConversationEvent.TypingChanged changed -> digest.setTyping(changed.typing());
            case ConversationEvent.UnreadChanged changed -> digest.setUnread(changed.unread());
            case ConversationEvent.Forgotten _ -> {}
        }
        refresh(event.peer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what it finds is shown; if nothing comes, the row says nothing
    private void lookForNewest(PeerId peer) {
        client.conversations()
                .messagesBefore(peer, Optional.empty(), 1)
                .thenAcceptAsync(
                        newest -> {
                            if (!newest.isEmpty() && digests.containsKey(peer)) {
                                digests.get(peer).fallBackTo(newest.getLast());
                                refresh(peer);
                            }
                        },
                        bridge);
    }

    private void draftChanged(ConversationModel conversation) {
        if (rows.containsKey(conversation.peer()) || !conversation.draft().isBlank()) {
            refresh(conversation.peer());
        }
    }

    private ContactRow row(PeerId peer, Contact contact) {
        return rows.computeIfAbsent(peer, id -> {
            tellSoon();
            return new ContactRow(contact);
        });
    }

    private void refresh(PeerId peer) {
        ContactRow row = row(peer, client.contacts().contact(peer));
        Digest digest = digest(peer);
        Contact contact = row.contact();
        String draft = conversations.knows(peer) ? conversations.with(peer).draft() : "";
        boolean somethingToSay = row.listed()
                || digests.containsKey(peer)
                || !draft.isBlank()
                || !contact.equals(Contact.unknown(peer));
        if (!somethingToSay) {
            rows.remove(peer);
            tellSoon();
            return;
        }
        boolean request = !contact.known() && !contact.blocked() && !strangersRing && digest.isTheirs();
        ContactState state = words.state(contact, row.routers(), digest, draft, request);
        NameKey key = NameKey.of(state.name(), state.identity(), contact.title(), contact.notes());
        if (row.show(state, digest.activity(), key)) {
            tellSoon();
        }
    }

    private void tellSoon() {
        inOrder = false;
        if (!tellingSoon) {
            tellingSoon = true;
            bridge.execute(() -> {
                tellingSoon = false;
                listeners.forEach(Runnable::run);
            });
        }
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }
}
