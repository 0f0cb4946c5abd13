package dev.chatp2p.desktop.contacts;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Subscription;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    private final TimeLabels times;
    private final RowWords words;
    private final List<Subscription> subscriptions;

    private final Map<PeerId, ContactRow> rows = new LinkedHashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private PeerDirectory directory = PeerDirectory.EMPTY;
    private LocalDate shownOn = LocalDate.EPOCH;
    private boolean strangersRing;
    private boolean tellingSoon;
    private boolean inOrder;
    /** All rows; kept from one time to the next, because what is nearly in order is sorted quickly. */
    private final List<ContactRow> sorted = new ArrayList<>();

    private final List<ContactRow> readOnlySorted = Collections.unmodifiableList(sorted);
    /** Whose rows are to be brought up to date. */
    private final Set<PeerId> stale = new LinkedHashSet<>();

    @Inject
    public People(ChatClient client, ConversationsModel conversations, FxBridge bridge, TimeLabels times, Texts texts) {
        this.client = client;
        this.conversations = conversations;
        this.bridge = bridge;
        this.times = times;
        this.words = new RowWords(times, texts);
        conversations.listen(this::conversationChanged);
        conversations.all().forEach(this::conversationChanged);
        this.subscriptions = List.of(
                bridge.latest(client.settings()::observe, this::settingsChanged),
                bridge.each(client.contacts()::observe, this::contactChanged),
                bridge.latest(client.peers()::observe, this::directoryChanged));
    }

    /** All of them, those with whom something happened last first. */
    List<ContactRow> byActivity() {
        if (!inOrder) {
            inOrder = true;
            sorted.sort(ContactRow.BY_ACTIVITY);
        }
        return readOnlySorted;
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

    /** How our conversation with somebody stands. */
    Standing standing(PeerId peer) {
        return conversations.knows(peer) ? Standing.of(conversations.with(peer)) : Standing.NONE;
    }

    private void settingsChanged(ChatSettings settings) {
        if (strangersRing != settings.privacy().strangersRing()) {
            strangersRing = settings.privacy().strangersRing();
            conversations.all().forEach(this::conversationChanged);
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
        Set<PeerId> changed = new HashSet<>();
        if (!times.today().equals(shownOn)) {
            shownOn = times.today(); // times of yesterday look different today
            conversations.all().forEach(conversation -> changed.add(conversation.peer()));
        }
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

    private void conversationChanged(ConversationModel conversation) {
        // Whoever is only looked at needs no row.
        if (rows.containsKey(conversation.peer()) || !Standing.of(conversation).equals(Standing.NONE)) {
            refreshSoon(conversation.peer());
        }
    }

    /** A hundred messages of somebody at once change their row once. */
    private void refreshSoon(PeerId peer) {
        if (stale.isEmpty()) {
            bridge.execute(() -> {
                List<PeerId> now = List.copyOf(stale);
                stale.clear();
                now.forEach(this::refresh);
            });
        }
        stale.add(peer);
    }

    private ContactRow row(PeerId peer, Contact contact) {
        return rows.computeIfAbsent(peer, id -> {
            tellSoon();
            ContactRow row = new ContactRow(contact);
            sorted.add(row);
            return row;
        });
    }

    private void refresh(PeerId peer) {
        ContactRow row = row(peer, client.contacts().contact(peer));
        Standing standing = standing(peer);
        Contact contact = row.contact();
        boolean somethingToSay =
                row.listed() || !standing.equals(Standing.NONE) || !contact.equals(Contact.unknown(peer));
        if (!somethingToSay) {
            rows.remove(peer);
            sorted.remove(row);
            tellSoon();
            return;
        }
        boolean request = !contact.known() && !contact.blocked() && !strangersRing && standing.isTheirs();
        ContactState state = words.state(contact, row.routers(), standing, request);
        if (row.show(state, standing.activity())) {
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
