package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.conversation.Call.Protocol;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.protocol.Line;
import dev.chatp2p.core.text.DisplayText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The call with one peer: the only place that moves it from state to state (chat-protocol §3), in line mode and in {@code chat/1}.
 * Confined to the service's lane, except where said.
 *
 * <p>When both call each other at the same moment, the call of the alphabetically smaller name survives. The side with the
 * larger name sees that call arrive, takes it and drops its own. The side with the smaller name cannot know yet whether the
 * other one does so (a classic client does not); it keeps the other's link beside its own ({@link #rival}) for
 * {@link #RIVAL_TIME} and takes that one if its own stays silent.
 *
 * <p>A peer who hangs up and calls again at once can be here with the new link before the end of the old one. So a link that
 * comes in the middle of a conversation waits beside it ({@link #next}) for {@link #NEXT_TIME} and rings if the conversation
 * ends in that time, whoever ends it. Anyone may claim the peer's name, so the conversation itself takes no notice of it.
 */
final class PeerCall implements Dialing.Receiver {

    /** How long it rings, on either side. */
    static final Duration RING_TIME = Duration.ofSeconds(60);

    /** A link closed after that time was not declined: the other side's ringing ended. */
    static final Duration DECLINE_TIME = Duration.ofSeconds(58);

    static final Duration RIVAL_TIME = Duration.ofSeconds(3);

    /**
     * How much later than a new call the end of the one before it may come: routers have been seen to hold back the last of a
     * link for 30 s.
     */
    static final Duration NEXT_TIME = Duration.ofSeconds(40);

    /** What the call needs of the conversation. */
    interface Surroundings {
        /** Opens the link that was dialed. */
        PeerChannel opened(Link link);

        /** We have called or answered: this is somebody we have to do with. */
        void becomeAcquainted();

        /** Whether the peer's calls are answered without asking. */
        boolean answersAlways();

        /** Messages that wait may have a way now, or another one. */
        void waysChanged();
    }

    private final PeerId peer;
    private final CallContext context;
    private final CallWords words;
    private final Transcript transcript;
    private final Inbox inbox;
    private final Surroundings surroundings;
    private final PendingLines pending = new PendingLines();

    /** Written by the lane, read by anyone. */
    private volatile Call call = Call.NONE;

    private @Nullable Dialing dialing;
    private @Nullable PeerChannel channel;
    private @Nullable PeerChannel rival;

    /** Only while {@link CallState#CONNECTED}. */
    private @Nullable PeerChannel next;

    private Subscription stateTimer = () -> {};
    private Subscription rivalTimer = () -> {};
    private Subscription nextTimer = () -> {};
    private boolean wroteWhileRinging;

    PeerCall(PeerId peer, CallContext context, Transcript transcript, Inbox inbox, Surroundings surroundings) {
        this.peer = peer;
        this.context = context;
        this.words = new CallWords(peer);
        this.transcript = transcript;
        this.inbox = inbox;
        this.surroundings = surroundings;
    }

    /** Callable from any thread. */
    Call call() {
        return call;
    }

    /** Callable from any thread. */
    CallState state() {
        return call.state();
    }

    /** Whether a call of the peer rings, or would ring if the conversation ended now. */
    boolean waits() {
        return state() == CallState.INCOMING || next != null;
    }

    /** Whether a further call of the peer would be one more that waits, and not take the place of one. */
    boolean oneMoreWaits() {
        return switch (state()) {
            case IDLE, ENDED, DECLINED, MISSED -> true;
            case CONNECTED -> next == null;
            case DIALING, RINGING, INCOMING -> false;
        };
    }

    /** Whether a link is one of this call's. */
    boolean holds(PeerChannel which) {
        return which == channel || which == rival || which == next;
    }

    /** The link of the call if texts can be said on it just now, without meaning anything else. */
    Optional<PeerChannel> textChannel() {
        PeerChannel open = channel;
        if (open == null || open.protocol().isEmpty()) {
            return Optional.empty();
        }
        boolean unasked = open.speaksFrames() || (state() == CallState.RINGING && wroteWhileRinging);
        boolean fits = state() == CallState.CONNECTED || (unasked && open.leadsToThePeer());
        return fits ? Optional.of(open) : Optional.empty();
    }

    /** Whether there is, or will soon be, a link of the call that may carry texts: then no other one is needed. */
    boolean mayCarryTexts() {
        boolean fromSomebody = state() == CallState.INCOMING && channel != null && !channel.leadsToThePeer();
        return state().isLive() && !fromSomebody;
    }

    // ---- what the person does

    void dial() {
        if (state() == CallState.INCOMING) {
            answer();
        }
        if (state().isLive()) {
            return;
        }
        surroundings.becomeAcquainted();
        pending.clear();
        String greeting = context.greeting().get();
        begin(CallState.DIALING, true, DisplayText.line(greeting, Greeting.MAX_LENGTH), false, words.dialing());
        if (context.isSelf(peer)) {
            end(words.notToYourself());
        } else if (!context.limits().tryOpen()) {
            end(words.tooManyCalls());
        } else {
            transcript.note(words.youCalled(), Notice.Kind.YOU_CALLED);
            DialOptions options = DialOptions.to(peer, Greeting.appData(greeting));
            dialing = new Dialing(context.session(), context.service(), options, context.lane(), this);
            dialing.start();
        }
    }

    void answer() {
        if (state() == CallState.INCOMING && channel != null) {
            surroundings.becomeAcquainted();
            channel.say(new Frame.Answer());
            connected(words.youAnswered(), Notice.Kind.YOU_ANSWERED);
        }
    }

    void decline() {
        if (state() == CallState.INCOMING) {
            pending.clear();
            end(words.youDeclined());
        }
    }

    void hangUp() {
        switch (state()) {
            case DIALING, RINGING -> end(words.youGaveUp());
            case INCOMING -> decline();
            case CONNECTED -> endConversation(words.youHungUp());
            case IDLE, ENDED, DECLINED, MISSED -> {}
        }
    }

    void shutDown() {
        if (state().isLive()) {
            end(words.shutdown());
        }
    }

    /** We want nothing of the peer any more. */
    void block() {
        pending.clear();
        if (state().isLive()) {
            end(words.blocked());
        }
    }

    /** The link on which somebody who wants it said now, or not at all, can say something. */
    PeerChannel writable() throws LinkException {
        if (channel == null || (state() != CallState.CONNECTED && state() != CallState.RINGING)) {
            throw new LinkException(
                    Reason.CLOSED, "There is no open call with " + words.who() + ". Call first, then write.");
        }
        return channel;
    }

    /** The person writes: to a classic peer, who never shows the answer, that is said though it still rings. */
    void personWrites() {
        wroteWhileRinging |= state() == CallState.RINGING;
    }

    // ---- what the network does

    /** A link with which the peer calls. What is spoken on it is known, or it has taken too long to tell. */
    void incoming(PeerChannel theirs) {
        switch (state()) {
            case CONNECTED -> keepWaiting(theirs);
            case DIALING, RINGING -> calledEachOther(theirs);
            case INCOMING -> {
                closeChannel();
                ring(theirs);
            }
            case IDLE, ENDED, DECLINED, MISSED -> {
                pending.clear();
                ring(theirs);
            }
        }
    }

    /** A link that has been taken for a call says that it is none. It may have rung, and nobody rings without a trace. */
    void withdraw(PeerChannel which) {
        if (which == channel && state() == CallState.INCOMING) {
            channel = null;
            pending.clear();
            miss(words.theyGaveUp());
        } else if (which == rival) {
            rivalTimer.close();
            rival = null;
        } else if (which == next) {
            nextTimer.close();
            next = null;
        }
    }

    @Override
    public void dialed(Dialing which, Link link) {
        if (which != dialing) {
            context.turnAway(link);
            return;
        }
        dialing = null;
        channel = surroundings.opened(link);
        begin(CallState.RINGING, true, call.greeting(), link.peerVouched(), words.ringing());
        stateTimer = context.timers().after(RING_TIME, context.lane(), this::ringingEnds);
        if (rival != null) {
            startRivalTimer();
        }
    }

    @Override
    public void dialFailed(Dialing which, LinkException failure) {
        context.limits().released();
        if (which != dialing) {
            return;
        }
        dialing = null;
        if (rival != null) {
            takeRival();
        } else {
            end(words.notDialed(failure));
        }
    }

    /** What is spoken on one of our links is known now. */
    void decided(PeerChannel which) {
        if (which != channel || !state().isLive()) {
            return;
        }
        if (which.speaksFrames()) {
            call = with(call, Protocol.CHAT_1);
            publish();
        }
        if (state() == CallState.INCOMING) {
            which.say(new Frame.Ringing());
        }
        surroundings.waysChanged();
    }

    CompletionStage<?> lines(PeerChannel from, List<Line> lines) {
        if (!holds(from)) {
            return CompletableFuture.completedFuture(null);
        }
        if (from == channel && state() == CallState.RINGING) {
            connected(words.theyAnswered(), Notice.Kind.THEY_ANSWERED);
        }
        if (state() == CallState.CONNECTED && from != next) {
            return inbox.add(lines);
        }
        pending.add(lines);
        return CompletableFuture.completedFuture(null);
    }

    /** What a peer that speaks {@code chat/1} says about the call. */
    void frame(PeerChannel from, Frame frame) {
        switch (frame) {
            case Frame.Answer _ -> {
                if (from == channel && state() == CallState.RINGING) {
                    connected(words.theyAnswered(), Notice.Kind.THEY_ANSWERED);
                }
            }
            case Frame.Decline decline -> {
                if (from != channel) {
                    leaveBeside(from);
                } else if (state() == CallState.RINGING) {
                    closeChannel();
                    if (rival == null) {
                        end(words.refused(decline.reason()));
                    } else {
                        takeRival();
                    }
                }
            }
            case Frame.Cancel _ -> left(from, false);
            case Frame.Bye bye -> left(from, bye.reason().equals(Frame.Bye.PROTOCOL));
            default -> {}
        }
    }

    /**
     * The peer has said that a link is over.
     *
     * @param misunderstood whether because of something we said
     */
    private void left(PeerChannel which, boolean misunderstood) {
        if (which != channel) {
            leaveBeside(which);
            return;
        }
        closeChannel();
        if (misunderstood && state().isLive()) {
            endConversation(words.misunderstood());
            return;
        }
        switch (state()) {
            case INCOMING -> miss(words.theyGaveUp());
            case RINGING -> {
                if (rival == null) {
                    end(words.refused(Frame.Refusal.DECLINED));
                } else {
                    takeRival();
                }
            }
            case CONNECTED -> endConversation(words.theyHungUp());
            case IDLE, DIALING, ENDED, DECLINED, MISSED -> {}
        }
    }

    private void leaveBeside(PeerChannel which) {
        if (which == rival) {
            closeRival();
        } else if (which == next) {
            closeNext();
        }
    }

    void ended(PeerChannel which, Optional<LinkException> failure) {
        if (which == rival) {
            rival = null;
            return;
        }
        if (which == next) {
            next = null;
            return;
        }
        if (which != channel) {
            return;
        }
        channel = null;
        if (rival != null && state() == CallState.RINGING) {
            takeRival();
            return;
        }
        Optional<LinkException> why = which.speaksFrames() ? Optional.of(unsaid(failure)) : failure;
        switch (state()) {
            case RINGING ->
                end(words.endedWhileRinging(why, now().isBefore(call.since().plus(DECLINE_TIME))));
            case INCOMING -> miss(words.endedWhileIncoming(why));
            case CONNECTED -> endConversation(words.endedWhileConnected(why));
            case IDLE, DIALING, ENDED, DECLINED, MISSED -> {}
        }
    }

    /** Programs like ours say why they end a link; one that just ends was lost. */
    private static LinkException unsaid(Optional<LinkException> failure) {
        return failure.orElseGet(() -> new LinkException(Reason.LOST, "The connection ended without a word."));
    }

    private void ring(PeerChannel theirs) {
        channel = theirs;
        begin(CallState.INCOMING, false, theirs.greeting(), theirs.peerVouched(), words.incoming());
        stateTimer = context.timers().after(RING_TIME, context.lane(), () -> miss(words.missed()));
        if (theirs.speaksFrames()) {
            theirs.say(new Frame.Ringing());
        }
        if (surroundings.answersAlways()) {
            answer();
        } else {
            surroundings.waysChanged();
        }
    }

    private void ringingEnds() {
        boolean mayBeThere = channel != null && !channel.speaksFrames() && wroteWhileRinging;
        if (mayBeThere) {
            transcript.note(words.perhapsNotAnswered(), Notice.Kind.PERHAPS_NOT_ANSWERED);
        } else {
            end(words.noAnswer());
        }
    }

    // ---- called again before the end of the call was here

    private void keepWaiting(PeerChannel theirs) {
        closeNext();
        next = theirs;
        nextTimer = context.timers().after(NEXT_TIME, context.lane(), this::nextTimeIsOver);
    }

    private void nextTimeIsOver() {
        closeNext();
        pending.clear();
    }

    private void endConversation(Ending ending) {
        PeerChannel ringing = next;
        next = null;
        nextTimer.close();
        end(ending);
        if (ringing != null) {
            ring(ringing);
        }
    }

    // ---- both called at the same moment

    private void calledEachOther(PeerChannel theirs) {
        boolean theirsSurvives = context.session()
                .self()
                .filter(self -> peer.compareTo(self) < 0)
                .isPresent();
        if (theirsSurvives) {
            take(theirs);
            return;
        }
        closeRival();
        rival = theirs;
        if (state() == CallState.RINGING) {
            startRivalTimer();
        }
    }

    /** Counted from the moment our own call rang: if it has been ringing for long, there is nothing left to wait for. */
    private void startRivalTimer() {
        Duration left = Duration.between(now(), call.since().plus(RIVAL_TIME));
        rivalTimer.close();
        rivalTimer =
                context.timers().after(left.isNegative() ? Duration.ZERO : left, context.lane(), this::rivalTimeIsOver);
    }

    private void rivalTimeIsOver() {
        if (state() == CallState.RINGING) {
            takeRival();
        } else {
            closeRival();
        }
    }

    private void takeRival() {
        PeerChannel taken = rival;
        rival = null;
        if (taken != null) {
            take(taken);
        }
    }

    /** Drops our own call for a link the peer opened. */
    private void take(PeerChannel theirs) {
        giveUpDialing();
        if (channel != null) {
            // Not closed at once: what was written on it shall still arrive.
            channel.finish(new Frame.Cancel());
        }
        channel = theirs;
        theirs.say(new Frame.Answer());
        call = new Call(
                call.state(),
                call.since(),
                false,
                theirs.greeting(),
                theirs.peerVouched(),
                call.end(),
                call.cause(),
                protocol(),
                call.sentence());
        connected(words.youCalledEachOther(), Notice.Kind.CALLED_EACH_OTHER);
    }

    // ---- transitions

    private void begin(CallState state, boolean outgoing, String greeting, boolean vouched, String sentence) {
        wroteWhileRinging = false;
        change(new Call(
                state, now(), outgoing, greeting, vouched, Optional.empty(), Optional.empty(), protocol(), sentence));
    }

    private void connected(String note, Notice.Kind about) {
        change(new Call(
                CallState.CONNECTED,
                now(),
                call.outgoing(),
                call.greeting(),
                call.peerVouched(),
                Optional.empty(),
                Optional.empty(),
                protocol(),
                words.connected()));
        transcript.note(note, about);
        showPending();
        if (rival != null) {
            // What the peer wrote on the call it drops may still be on its way.
            rivalTimer = context.timers().after(RIVAL_TIME, context.lane(), this::rivalTimeIsOver);
        }
        surroundings.waysChanged();
    }

    private void miss(Ending ending) {
        end(ending);
        // A classic peer's text needs no answer to be sent, and that peer will not send it again.
        showPending();
        transcript.countUnread(1);
    }

    private void end(Ending ending) {
        giveUpDialing();
        closeRival();
        closeNext();
        if (channel != null) {
            channel.finish(goodbye(ending));
            channel = null;
        }
        long seconds = state() == CallState.CONNECTED
                ? Math.max(0, Duration.between(call.since(), now()).toSeconds())
                : 0;
        change(new Call(
                ending.state(),
                now(),
                call.outgoing(),
                call.greeting(),
                call.peerVouched(),
                Optional.of(ending.reason()),
                ending.cause(),
                call.protocol(),
                ending.sentence()));
        transcript.note(ending.note(), new Notice(ending.notice(), seconds));
        surroundings.waysChanged();
    }

    /** What we say at last on the link of the call, in the state it is in. */
    private Frame goodbye(Ending ending) {
        return switch (state()) {
            case INCOMING ->
                new Frame.Decline(
                        switch (ending.reason()) {
                            case NO_ANSWER, SHUTDOWN -> Frame.Refusal.TIMEOUT;
                            default -> Frame.Refusal.DECLINED;
                        });
            case DIALING, RINGING -> new Frame.Cancel();
            default -> new Frame.Bye(ending.reason() == EndReason.SHUTDOWN ? Frame.Bye.SHUTDOWN : Frame.Bye.DONE);
        };
    }

    private void change(Call changed) {
        stateTimer.close();
        call = changed;
        publish();
    }

    private void publish() {
        context.observers().publish(new ConversationEvent.CallChanged(peer, call));
    }

    private Protocol protocol() {
        return channel == null ? Protocol.LINES : channel.protocol().orElse(Protocol.LINES);
    }

    private static Call with(Call call, Protocol protocol) {
        return new Call(
                call.state(),
                call.since(),
                call.outgoing(),
                call.greeting(),
                call.peerVouched(),
                call.end(),
                call.cause(),
                protocol,
                call.sentence());
    }

    private void showPending() {
        List<Line> lines = new ArrayList<>(pending.lines());
        int dropped = pending.dropped();
        pending.clear();
        var _ = inbox.add(lines);
        if (dropped > 0) {
            transcript.note(words.dropped(dropped), new Notice(Notice.Kind.LINES_DROPPED, dropped));
        }
    }

    // ---- links

    private void giveUpDialing() {
        if (dialing != null) {
            dialing.giveUp();
            dialing = null;
        }
    }

    private void closeChannel() {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    private void closeRival() {
        rivalTimer.close();
        if (rival != null) {
            rival.refuse(Frame.Refusal.DECLINED);
            rival = null;
        }
    }

    private void closeNext() {
        nextTimer.close();
        if (next != null) {
            next.refuse(Frame.Refusal.BUSY);
            next = null;
        }
    }

    private Instant now() {
        return context.timers().instant();
    }
}
