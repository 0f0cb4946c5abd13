package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.concurrent.Observers;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.ContactService;
import dev.chatp2p.core.protocol.Hello;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.core.settings.SettingsService;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What every conversation of one service shares.
 *
 * @param greeting what the other side sees with our calls
 */
record CallContext(
        Lane lane,
        Timers timers,
        OverlaySession session,
        String service,
        Supplier<String> greeting,
        History history,
        ContactService contacts,
        SettingsService settings,
        Observers<ConversationEvent> observers,
        CallLimits limits,
        MessageIds ids,
        MessageBudget budget,
        MessageBudget strangersBudget) {

    private static final String APP = "chat-p2p-java/1";

    /** Runs tasks on the lane; on the caller's thread once the lane is closed, so that nobody waits for ever. */
    Executor later() {
        return task -> {
            if (!lane.offer(task)) {
                task.run();
            }
        };
    }

    /** Closes a link that counts as open and that nobody takes. */
    void turnAway(Link link) {
        limits.released();
        link.close();
    }

    ChatSettings.Privacy privacy() {
        return settings.settings().privacy();
    }

    boolean isSelf(PeerId peer) {
        return session.self().filter(peer::equals).isPresent();
    }

    /** What we say of ourselves. */
    Hello hello() {
        Set<String> can = new LinkedHashSet<>(List.of(Hello.RING, Hello.TEXT, Hello.RECEIPT, Hello.DELIVER));
        if (privacy().typing()) {
            can.add(Hello.TYPING);
        }
        return new Hello(can, APP, session.self().map(PeerId::name).orElse(""), Optional.empty());
    }
}
