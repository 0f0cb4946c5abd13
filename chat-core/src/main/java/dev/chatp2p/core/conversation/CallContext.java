package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.concurrent.Observers;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.OverlaySession;

/** What every conversation of one service shares. */
record CallContext(
        Lane lane,
        Timers timers,
        OverlaySession session,
        String service,
        String greeting,
        Observers<ConversationEvent> observers,
        CallLimits limits,
        MessageIds ids,
        MessageBudget budget,
        MessageBudget strangersBudget) {}
