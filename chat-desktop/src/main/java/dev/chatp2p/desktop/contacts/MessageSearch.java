package dev.chatp2p.desktop.contacts;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.conversation.SearchHit;
import dev.chatp2p.desktop.common.FxBridge;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks for messages once the person pauses; what was looked for before the words changed is not told. FX thread only. */
final class MessageSearch {

    static final Duration PAUSE = Duration.ofMillis(150);
    static final int MOST = 50;

    private final ConversationService service;
    private final FxBridge bridge;
    private final Timers timers;
    private final Runnable onChange;
    private Subscription pause = () -> {};
    private String words = "";
    private boolean pending;
    private List<SearchHit> hits = List.of();

    /** @param onChange called when something else is found */
    MessageSearch(ConversationService service, FxBridge bridge, Timers timers, Runnable onChange) {
        this.service = service;
        this.bridge = bridge;
        this.timers = timers;
        this.onChange = onChange;
    }

    /** Looks for other words; blank ones find nothing. */
    void look(String next) {
        if (next.equals(words)) {
            return;
        }
        words = next;
        pause.close();
        pending = !next.isBlank();
        if (pending) {
            pause = timers.after(PAUSE, bridge, () -> ask(next));
        } else {
            hits = List.of();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failure is an answer like any other
    private void ask(String asked) {
        if (!asked.equals(words)) {
            return;
        }
        service.search(asked, Optional.empty(), MOST)
                .exceptionally(failure -> List.of())
                .thenAcceptAsync(found -> answered(asked, found), bridge);
    }

    private void answered(String asked, List<SearchHit> found) {
        if (asked.equals(words)) {
            pending = false;
            hits = found;
            onChange.run();
        }
    }

    /** Whether it is not yet known what the newest words find. */
    boolean pending() {
        return pending;
    }

    /** Found last, the newest first; of other words while it is {@link #pending}. */
    List<SearchHit> hits() {
        return hits;
    }

    void close() {
        look("");
    }
}
