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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * All conversations of one window, fed by the service's events; the view models share it. It keeps what a list of people needs
 * of each, not the messages. FX thread only.
 */
@Singleton
public final class ConversationsModel implements AutoCloseable {

    private final ConversationService service;
    private final FxBridge bridge;
    private final Map<PeerId, ConversationModel> conversations = new LinkedHashMap<>();
    private final List<Consumer<ConversationModel>> listeners = new ArrayList<>();
    private final List<Consumer<ConversationEvent>> eventListeners = new ArrayList<>();
    /** Those that have changed since the listeners were told. */
    private final Set<ConversationModel> changed = new LinkedHashSet<>();

    private final Subscription subscription;

    @Inject
    public ConversationsModel(ConversationService service, FxBridge bridge) {
        this.service = service;
        this.bridge = bridge;
        this.subscription = bridge.each(service::observe, this::handle);
    }

    /** The conversation with the peer; an empty one if nothing has happened yet. */
    public ConversationModel with(PeerId peer) {
        return conversations.computeIfAbsent(peer, ConversationModel::new);
    }

    /** Whether something has happened with the peer, or been looked at, that is not forgotten. */
    public boolean knows(PeerId peer) {
        return conversations.containsKey(peer);
    }

    /** All conversations in which something has happened or been looked at. */
    public Collection<ConversationModel> all() {
        return Collections.unmodifiableCollection(conversations.values());
    }

    /**
     * Tells the listener every conversation that has changed, soon after the change and once for many of them, for as long as
     * the window lives.
     */
    public void listen(Consumer<ConversationModel> listener) {
        listeners.add(listener);
    }

    /** Tells the listener every event at once, when it has been taken in here, for as long as the window lives. */
    void listenToEvents(Consumer<ConversationEvent> listener) {
        eventListeners.add(listener);
    }

    /** Tells the listeners that something about a conversation has changed here in the window. */
    void changed(ConversationModel conversation) {
        boolean told = !changed.isEmpty();
        changed.add(conversation);
        if (!told) {
            // Behind the events that wait already, so that a burst of them is told once.
            bridge.execute(this::tellChanges);
        }
    }

    private void tellChanges() {
        List<ConversationModel> told = List.copyOf(changed);
        changed.clear();
        told.forEach(conversation -> listeners.forEach(listener -> listener.accept(conversation)));
    }

    private void handle(ConversationEvent event) {
        ConversationModel conversation = with(event.peer());
        switch (event) {
            case ConversationEvent.Opened opened -> conversation.reset(opened.conversation());
            case ConversationEvent.CallChanged now -> conversation.enter(now.call());
            case ConversationEvent.MessageAdded added -> conversation.arrived(added.message());
            case ConversationEvent.MessageChanged now -> conversation.changed(now.message());
            case ConversationEvent.MessagesRemoved removed -> removed(conversation, removed.messages());
            case ConversationEvent.TypingChanged now -> conversation.setTyping(now.typing());
            case ConversationEvent.UnreadChanged now -> conversation.setUnread(now.unread());
            case ConversationEvent.Forgotten _ -> forget(conversation);
        }
        eventListeners.forEach(listener -> listener.accept(event));
        changed(conversation);
    }

    private void removed(ConversationModel conversation, Set<UUID> messages) {
        boolean last = conversation
                .lastMessage()
                .filter(message -> messages.contains(message.id()))
                .isPresent();
        if (!last) {
            return;
        }
        conversation.setLastMessage(Optional.empty());
        service.messagesBefore(conversation.peer(), Optional.empty(), 1)
                .whenCompleteAsync(
                        (newest, failure) -> {
                            if (failure == null && conversation.lastMessage().isEmpty()) {
                                conversation.setLastMessage(newest.stream().findFirst());
                                changed(conversation);
                            }
                        },
                        bridge);
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
