package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import java.util.Optional;

/** Answers every call by itself and sends every message back: somebody to talk to in the demo and in tests. */
public final class EchoResponder implements AutoCloseable {

    private final ConversationService conversations;
    private final Subscription subscription;

    private EchoResponder(ConversationService conversations) {
        this.conversations = conversations;
        this.subscription = conversations.observe(this::respond);
    }

    public static EchoResponder on(ConversationService conversations) {
        return new EchoResponder(conversations);
    }

    /** Stops answering; the conversations stay as they are. */
    @Override
    public void close() {
        subscription.close();
    }

    private void respond(ConversationEvent event) {
        switch (event) {
            case ConversationEvent.Opened opened ->
                answer(opened.peer(), opened.conversation().call());
            case ConversationEvent.CallChanged changed -> answer(changed.peer(), changed.call());
            case ConversationEvent.MessageAdded added -> {
                if (added.message().author() == Author.PEER) {
                    sendBack(added.peer(), added.message());
                }
            }
            case ConversationEvent.MessageChanged changed -> {}
            case ConversationEvent.MessagesRemoved removed -> {}
            case ConversationEvent.TypingChanged changed -> {}
            case ConversationEvent.UnreadChanged changed -> {}
            case ConversationEvent.Forgotten forgotten -> {}
        }
    }

    /** A message that cannot be sent back is lost; nobody waits for it. */
    private void sendBack(PeerId to, Message message) {
        boolean inACall = conversations
                .conversation(to)
                .filter(conversation -> conversation.call().state() == CallState.CONNECTED)
                .isPresent();
        var _ = (inACall
                        ? conversations.send(to, message.text())
                        : conversations.post(to, message.text(), Optional.of(message.id())))
                .exceptionally(failure -> message);
    }

    private void answer(PeerId caller, Call call) {
        if (call.state() == CallState.INCOMING) {
            conversations.answer(caller);
        }
    }
}
