package dev.chatp2p.desktop.call;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.conversation.ConversationModel;
import dev.chatp2p.desktop.conversation.ConversationsModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The calls that wait for our answer: who has waited longest is shown, the others are counted. FX thread only. */
@Singleton
public final class CallBarViewModel {

    private final ConversationService service;
    private final ConversationsModel conversations;
    private final Navigation navigation;
    private final ReadOnlyObjectWrapper<Optional<IncomingCall>> front = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyIntegerWrapper others = new ReadOnlyIntegerWrapper();

    @Inject
    public CallBarViewModel(ConversationService service, ConversationsModel conversations, Navigation navigation) {
        this.service = service;
        this.conversations = conversations;
        this.navigation = navigation;
        conversations.listen(conversation -> refresh());
        refresh();
    }

    /** The call that can be answered or declined now. */
    public ReadOnlyObjectProperty<Optional<IncomingCall>> frontProperty() {
        return front.getReadOnlyProperty();
    }

    /** How many more are waiting behind it. */
    public ReadOnlyIntegerProperty othersProperty() {
        return others.getReadOnlyProperty();
    }

    /** Answers the call in front and shows the conversation. */
    public void answer() {
        front.get().ifPresent(call -> {
            service.answer(call.peer());
            navigation.open(call.peer());
        });
    }

    /** Declines the call in front. */
    public void decline() {
        front.get().ifPresent(call -> service.decline(call.peer()));
    }

    private void refresh() {
        List<ConversationModel> waiting = conversations.all().stream()
                .filter(conversation -> conversation.call().state() == CallState.INCOMING)
                .sorted(Comparator.comparing(conversation -> conversation.call().since()))
                .toList();
        others.set(Math.max(0, waiting.size() - 1));
        front.set(waiting.stream().findFirst().map(CallBarViewModel::incoming));
    }

    private static IncomingCall incoming(ConversationModel conversation) {
        return new IncomingCall(
                conversation.peer(),
                conversation.name(),
                conversation.call().greeting(),
                conversation.call().peerVouched());
    }
}
