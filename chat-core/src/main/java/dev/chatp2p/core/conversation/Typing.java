package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.protocol.Hello;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Who of the two writes just now (chat-protocol §2). Confined to the lane. */
final class Typing {

    /** It is told no more often. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    /** What was told is true no longer. */
    static final Duration EXPIRY = Duration.ofSeconds(6);

    private final PeerId peer;
    private final CallContext context;
    private Instant told = Instant.EPOCH;
    private boolean toldOn;
    private boolean theirs;
    private Instant heard = Instant.EPOCH;
    private Subscription expiry = () -> {};

    Typing(PeerId peer, CallContext context) {
        this.peer = peer;
        this.context = context;
    }

    /** We write, or have stopped. */
    void ours(boolean on, Optional<PeerChannel> way) {
        Instant now = context.timers().instant();
        boolean due = on ? !now.isBefore(told.plus(PAUSE)) : toldOn;
        if (due && context.privacy().typing() && way.filter(Typing::wants).isPresent()) {
            if (on) {
                told = now;
            }
            toldOn = on;
            way.get().say(new Frame.Typing(on));
        }
    }

    /** A message of ours says by itself that we have stopped. */
    void weWrote() {
        toldOn = false;
    }

    private static boolean wants(PeerChannel channel) {
        return channel.speaksFrames()
                && channel.theirs().filter(hello -> hello.can(Hello.TYPING)).isPresent();
    }

    /** They say that they write, or have stopped; more often than they should is not listened to. */
    void heard(boolean on) {
        Instant now = context.timers().instant();
        if (on && !theirs) {
            if (now.isBefore(heard.plus(PAUSE.dividedBy(2)))) {
                return;
            }
            heard = now;
        }
        theirs(on);
    }

    /** They write, or have stopped. */
    void theirs(boolean on) {
        expiry.close();
        if (on != theirs) {
            theirs = on;
            context.observers().publish(new ConversationEvent.TypingChanged(peer, on));
        }
        if (on) {
            expiry = context.timers().after(EXPIRY, context.lane(), () -> theirs(false));
        }
    }
}
