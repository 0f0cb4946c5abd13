package dev.chatp2p.desktop.conversation;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.Conversation;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.TimeLabels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All conversations of one window, fed by the service's events; the view models share it, so that every message is kept once.
 * FX thread only.
 */
@Singleton
public final class ConversationsModel implements AutoCloseable {

    private final TimeLabels times;
    private final Map<PeerId, ConversationModel> conversations = new LinkedHashMap<>();
    private final List<Consumer<ConversationModel>> listeners = new ArrayList<>();
    private final Subscription subscription;

    @Inject
    public ConversationsModel(ConversationService service, FxBridge bridge, TimeLabels times) {
        this.times = times;
        this.subscription = bridge.each(service::observe, this::handle);
    }

    /** The conversation with the peer; an empty one if nothing has happened yet. */
    public ConversationModel with(PeerId peer) {
        return conversations.computeIfAbsent(peer, id -> new ConversationModel(id, times));
    }

    /** Whether something has happened with the peer, or been looked at, that is not forgotten. */
    public boolean knows(PeerId peer) {
        return conversations.containsKey(peer);
    }

    /** All conversations in which something has happened or been looked at. */
    public Collection<ConversationModel> all() {
        return Collections.unmodifiableCollection(conversations.values());
    }

    /** Tells the listener every conversation that has changed, right after the change, for as long as the window lives. */
    public void listen(Consumer<ConversationModel> listener) {
        listeners.add(listener);
    }

    /** Tells the listeners that something about a conversation has changed here in the window. */
    void changed(ConversationModel conversation) {
        listeners.forEach(listener -> listener.accept(conversation));
    }

    private void handle(ConversationEvent event) {
        ConversationModel conversation = with(event.peer());
        switch (event) {
            case ConversationEvent.Opened opened -> conversation.reset(opened.conversation());
            case ConversationEvent.CallChanged changed -> conversation.enter(changed.call());
            case ConversationEvent.MessageAdded added -> conversation.add(added.message());
            case ConversationEvent.MessageChanged _,
                    ConversationEvent.MessagesRemoved _,
                    ConversationEvent.TypingChanged _ -> {}
            case ConversationEvent.UnreadChanged changed -> conversation.setUnread(changed.unread());
            case ConversationEvent.Forgotten _ -> forget(conversation);
        }
        changed(conversation);
    }

    private void forget(ConversationModel conversation) {
        conversation.reset(new Conversation(conversation.peer(), Call.NONE, List.of(), 0));
        if (conversation.draft().isBlank()) {
            conversations.remove(conversation.peer());
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
