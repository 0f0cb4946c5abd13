package dev.chatp2p.desktop.contacts;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.desktop.common.FxBridge;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Takes people and what was said with them away, and for a while the last such removal back. FX thread only. */
@Singleton
public final class Removals {

    /** How long one can change one's mind. */
    static final Duration OFFERED = Duration.ofSeconds(20);

    private final ChatClient client;
    private final FxBridge bridge;
    private final Timers timers;
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
    private Runnable undo = () -> {};
    private Subscription expiry = () -> {};

    @Inject
    public Removals(ChatClient client, FxBridge bridge, Timers timers) {
        this.client = client;
        this.bridge = bridge;
        this.timers = timers;
    }

    /** What was done and can be undone; empty if there is nothing. */
    public ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    /**
     * Deletes the conversation with somebody.
     *
     * @param told what was done, as a sentence
     * @param change what happens to that which is noted about them
     */
    void remove(PeerId peer, String told, Runnable change) {
        Contact before = client.contacts().contact(peer);
        change.run();
        CompletionStage<UUID> deletion = client.conversations().delete(peer, Set.of());
        offer(told, () -> takeBack(before, deletion));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what comes back is told as an event
    private void takeBack(Contact before, CompletionStage<UUID> deletion) {
        if (before.equals(Contact.unknown(before.id()))) {
            client.contacts().remove(before.id());
        } else {
            client.contacts().change(before.id(), now -> before);
        }
        deletion.thenAccept(id -> client.conversations().undoDelete(id));
    }

    private void offer(String told, Runnable takeBack) {
        expiry.close();
        undo = takeBack;
        sentence.set(told);
        expiry = timers.after(OFFERED, bridge, this::dismiss);
    }

    /** Takes the last removal back. */
    public void undo() {
        Runnable last = undo;
        dismiss();
        last.run();
    }

    /** Leaves it removed. */
    public void dismiss() {
        expiry.close();
        undo = () -> {};
        sentence.set("");
    }
}
