package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.peer.Contact.Program;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.protocol.Hello;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages to and from one peer without a call, over links that do not ring ({@link Hello#DELIVER}). Such a link stays open
 * while it is used, so that both sides may answer on it. A classic peer would ring all the same; so somebody whose program was
 * never seen is tried once, to find out, and a classic one never (ADR 0011). Confined to the lane.
 */
final class Courier implements Dialing.Receiver {

    /** How long a link stays open on which nothing is said. */
    static final Duration IDLE = Duration.ofSeconds(60);

    static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    /** Dials without an offer after which a peer is believed to have gone back to a classic program. */
    private static final int MAX_SILENCES = 3;

    /** What the courier needs of the conversation. */
    interface Office {
        /** Opens the link that was dialed. */
        PeerChannel opened(Link link, Hello ours);

        /** There may be something to do: a link is open now, or it is time to try again. */
        void tryAgain();

        /** Messages will not get through by themselves. */
        void cannotDeliver();

        /** What kind of program the peer uses has turned out. */
        void learned(Program program);
    }

    private final PeerId peer;
    private final CallContext context;
    private final Office office;

    private Program program;
    private int silences;
    private @Nullable Dialing dialing;

    /** Dialed by us: first it is not known whether the peer takes it. */
    private @Nullable PeerChannel ours;

    /** Dialed by the peer. */
    private @Nullable PeerChannel theirs;

    private Duration pause = FIRST_PAUSE;
    private boolean pausing;
    private Subscription pauseTimer = () -> {};
    private Instant lastUse = Instant.EPOCH;
    private Subscription idleTimer = () -> {};

    Courier(PeerId peer, CallContext context, Program program, Office office) {
        this.peer = peer;
        this.context = context;
        this.program = program;
        this.office = office;
    }

    Program program() {
        return program;
    }

    boolean holds(PeerChannel channel) {
        return channel == ours || channel == theirs;
    }

    /** Whether any link for messages is open. */
    boolean isOpen() {
        return ours != null || theirs != null;
    }

    /** A link over which messages may go now; not one that somebody opened who only claims the name. */
    Optional<PeerChannel> channel() {
        return anyChannel().filter(PeerChannel::leadsToThePeer);
    }

    /** A link on which may be said what tells nothing that the other side has not written itself. */
    Optional<PeerChannel> anyChannel() {
        if (ours != null && ours.speaksFrames()) {
            return Optional.of(ours);
        }
        return Optional.ofNullable(theirs);
    }

    // ---- what is wanted

    /** Something waits: dials, unless that was tried a moment ago or would ring. */
    void wanted() {
        if (dialing != null || ours != null || pausing || program == Program.CLASSIC || context.isSelf(peer)) {
            return;
        }
        if (!context.limits().tryOpen()) {
            rest();
            return;
        }
        DialOptions options =
                DialOptions.to(peer, Greeting.appData(context.greeting().get()));
        dialing = new Dialing(context.session(), context.service(), options, context.lane(), this);
        dialing.start();
    }

    /** There is a new reason to believe that the peer can be reached. */
    void tryNow() {
        endPause();
    }

    /** The peer takes what we bring. */
    void worked() {
        endPause();
        pause = FIRST_PAUSE;
    }

    /** Something was said on one of the links. */
    void used() {
        lastUse = context.timers().instant();
    }

    /** Ends everything; nothing is dialed afterwards unless it is wanted again. */
    void stop(String reason) {
        endPause();
        idleTimer.close();
        if (dialing != null) {
            dialing.giveUp();
            dialing = null;
        }
        if (ours != null) {
            ours.finish(new Frame.Bye(reason));
            ours = null;
        }
        if (theirs != null) {
            theirs.finish(new Frame.Bye(reason));
            theirs = null;
        }
    }

    // ---- what the network does

    @Override
    public void dialed(Dialing which, Link link) {
        if (which != dialing) {
            context.turnAway(link);
            return;
        }
        dialing = null;
        ours = office.opened(link, context.hello().withPurpose(Hello.DELIVER));
    }

    @Override
    public void dialFailed(Dialing which, LinkException failure) {
        context.limits().released();
        if (which != dialing) {
            return;
        }
        dialing = null;
        if (failure.reason() == Reason.NOT_ALLOWED) {
            office.cannotDeliver();
        } else {
            rest();
        }
    }

    /** What is spoken on the link we dialed is known now. */
    void decided(PeerChannel channel) {
        if (channel != ours) {
            return;
        }
        if (channel.speaksFrames()) {
            learn(Program.CHAT_1);
            beginUse();
            office.tryAgain();
            return;
        }
        boolean offered = channel.theirs().isPresent();
        channel.close();
        ours = null;
        if (offered) {
            learn(Program.CLASSIC); // as far as messages without a call go
        } else {
            silent();
        }
        rest();
    }

    /** The peer has opened a link for messages. */
    void accept(PeerChannel channel) {
        if (theirs != null) {
            theirs.finish(new Frame.Bye(Frame.Bye.DONE));
        }
        theirs = channel;
        endPause();
        learn(Program.CHAT_1);
        beginUse();
        office.tryAgain();
    }

    /** One of the links is over, or the peer has said that it will be. */
    void ended(PeerChannel channel) {
        if (channel == ours) {
            ours = null;
            rest();
        } else if (channel == theirs) {
            theirs = null;
        }
        if (!isOpen()) {
            idleTimer.close();
        }
    }

    /** Nothing came of a link, in calls or here, that a program like ours would not have answered. */
    void silent() {
        if (program == Program.UNKNOWN || ++silences >= MAX_SILENCES) {
            learn(Program.CLASSIC);
        }
    }

    /** The peer has called without saying that it knows more than lines; anybody may do that in its name. */
    void calledInLines() {
        if (program == Program.UNKNOWN) {
            learn(Program.CLASSIC);
        }
    }

    void learn(Program seen) {
        if (seen == Program.CHAT_1) {
            silences = 0;
        }
        if (seen != program) {
            program = seen;
            office.learned(seen);
        }
    }

    // ---- time

    private void rest() {
        if (program == Program.CLASSIC || pausing) {
            return;
        }
        pausing = true;
        pauseTimer = context.timers().after(pause, context.lane(), () -> {
            pausing = false;
            office.tryAgain();
        });
        pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
    }

    private void endPause() {
        pauseTimer.close();
        pausing = false;
    }

    private void beginUse() {
        used();
        idleTimer.close();
        watchIdleness(IDLE);
    }

    private void watchIdleness(Duration left) {
        idleTimer = context.timers().after(left, context.lane(), () -> {
            Duration still = Duration.between(context.timers().instant(), lastUse.plus(IDLE));
            if (still.isPositive()) {
                watchIdleness(still);
            } else {
                stop(Frame.Bye.DONE);
                office.tryAgain();
            }
        });
    }
}
