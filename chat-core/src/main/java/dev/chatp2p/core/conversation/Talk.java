package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.conversation.CallLimits.Limit;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.protocol.Line;
import dev.chatp2p.core.protocol.LineEncoder;
import dev.chatp2p.core.text.DisplayText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Everything between us and one peer, and the only place that moves its call from state to state (chat-protocol §3, line
 * mode). Confined to the service's lane, except where said.
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
final class Talk implements Dialing.Receiver, LineChannel.Receiver {

    /** How long it rings, on either side. */
    static final Duration RING_TIME = Duration.ofSeconds(60);

    /** A link closed after that time was not declined: the other side's ringing ended. */
    static final Duration DECLINE_TIME = Duration.ofSeconds(58);

    static final Duration RIVAL_TIME = Duration.ofSeconds(3);

    /** How much later than a new call the end of the one before it may come. */
    static final Duration NEXT_TIME = Duration.ofSeconds(10);

    private final PeerId peer;
    private final CallContext context;
    private final CallWords words;
    private final Transcript transcript;
    private final PendingLines pending = new PendingLines();
    private final CallRate rate = new CallRate(CallLimits.MAX_CALLS_PER_PEER);

    /** Written by the lane, read by anyone. */
    private volatile Call call = Call.NONE;

    private @Nullable Dialing dialing;
    private @Nullable LineChannel channel;
    private @Nullable LineChannel rival;

    /** Only while {@link CallState#CONNECTED}. */
    private @Nullable LineChannel next;

    private Subscription stateTimer = () -> {};
    private Subscription rivalTimer = () -> {};
    private Subscription nextTimer = () -> {};
    private boolean wroteWhileRinging;
    private boolean acquainted;

    Talk(PeerId peer, CallContext context) {
        this.peer = peer;
        this.context = context;
        this.words = new CallWords(peer);
        this.transcript = new Transcript(peer, context);
    }

    /** Callable from any thread. */
    Conversation snapshot() {
        return new Conversation(peer, call, transcript.messages(), transcript.unread());
    }

    PeerId peer() {
        return peer;
    }

    CallState state() {
        return call.state();
    }

    /** Whether a call of the peer rings, or would ring if the conversation ended now. */
    boolean callWaits() {
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

    /** Whether we neither called nor answered the peer so far: then the name is all we know of them. */
    boolean withStranger() {
        return !acquainted;
    }

    /** When the last call came to its state. */
    Instant since() {
        return call.since();
    }

    /** Gives back what is held; only when no call is live, and nothing is done with it afterwards. */
    void forget() {
        transcript.forget();
    }

    private void becomeAcquainted() {
        if (!acquainted) {
            acquainted = true;
            transcript.acquainted();
        }
    }

    // ---- what the person does

    void call() {
        if (state() == CallState.INCOMING) {
            answer();
        }
        if (state().isLive()) {
            return;
        }
        becomeAcquainted();
        pending.clear();
        begin(
                CallState.DIALING,
                true,
                DisplayText.line(context.greeting(), Greeting.MAX_LENGTH),
                false,
                words.dialing());
        if (context.session().self().filter(peer::equals).isPresent()) {
            end(words.notToYourself());
        } else if (!context.limits().tryOpen()) {
            end(words.tooManyCalls());
        } else {
            transcript.note(words.youCalled());
            DialOptions options = DialOptions.to(peer, context.greeting().getBytes(StandardCharsets.UTF_8));
            dialing = new Dialing(context.session(), context.service(), options, context.lane(), this);
            dialing.start();
        }
    }

    void answer() {
        if (state() == CallState.INCOMING && channel != null) {
            becomeAcquainted();
            channel.send(LineEncoder.signOfLife(), failure -> {});
            connected(words.youAnswered());
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

    void send(String raw, CompletableFuture<Message> result) {
        LineChannel open = channel;
        if (open == null || (state() != CallState.CONNECTED && state() != CallState.RINGING)) {
            result.completeExceptionally(new LinkException(
                    Reason.CLOSED, "There is no open call with " + words.who() + ". Call first, then write."));
            return;
        }
        try {
            String text = OutgoingText.check(raw);
            wroteWhileRinging |= state() == CallState.RINGING;
            open.send(
                    LineEncoder.encode(text),
                    failure -> failure.ifPresentOrElse(
                            result::completeExceptionally,
                            () -> result.complete(transcript.addOwn(DisplayText.text(text)))));
        } catch (LinkException e) {
            result.completeExceptionally(e);
        }
    }

    void markRead() {
        transcript.markRead();
    }

    // ---- what the network does

    /** A link from the peer; it counts as open already. */
    void incoming(Link link) {
        if (!rate.tryCall(now())) {
            context.limits().refused(Limit.CALLS_PER_PEER, peer);
            close(link);
            return;
        }
        switch (state()) {
            case CONNECTED -> keepWaiting(open(link));
            case DIALING, RINGING -> calledEachOther(link);
            case INCOMING -> {
                closeChannel();
                ring(open(link));
            }
            case IDLE, ENDED, DECLINED, MISSED -> {
                pending.clear();
                ring(open(link));
            }
        }
    }

    @Override
    public void dialed(Dialing which, Link link) {
        if (which != dialing) {
            close(link);
            return;
        }
        dialing = null;
        channel = open(link);
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

    @Override
    public void received(LineChannel from, List<Line> lines) {
        if (from != channel && from != rival && from != next) {
            return;
        }
        if (from == channel && state() == CallState.RINGING) {
            connected(words.theyAnswered());
        }
        if (state() == CallState.CONNECTED && from != next) {
            transcript.addTheirs(lines);
        } else {
            pending.add(lines);
        }
    }

    @Override
    public void ended(LineChannel which, Optional<LinkException> failure) {
        context.limits().released();
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
        switch (state()) {
            case RINGING ->
                end(words.endedWhileRinging(failure, now().isBefore(call.since().plus(DECLINE_TIME))));
            case INCOMING -> miss(words.endedWhileIncoming(failure));
            case CONNECTED -> endConversation(words.endedWhileConnected(failure));
            case IDLE, DIALING, ENDED, DECLINED, MISSED -> {}
        }
    }

    private void ring(LineChannel theirs) {
        channel = theirs;
        begin(CallState.INCOMING, false, theirs.greeting(), theirs.peerVouched(), words.incoming());
        stateTimer = context.timers().after(RING_TIME, context.lane(), () -> miss(words.missed()));
    }

    private void ringingEnds() {
        if (wroteWhileRinging) {
            transcript.note(words.perhapsNotAnswered());
        } else {
            end(words.noAnswer());
        }
    }

    // ---- called again before the end of the call was here

    private void keepWaiting(LineChannel theirs) {
        closeNext();
        next = theirs;
        nextTimer = context.timers().after(NEXT_TIME, context.lane(), this::nextTimeIsOver);
    }

    private void nextTimeIsOver() {
        closeNext();
        pending.clear();
    }

    private void endConversation(Ending ending) {
        LineChannel ringing = next;
        next = null;
        end(ending);
        if (ringing != null) {
            ring(ringing);
        }
    }

    // ---- both called at the same moment

    private void calledEachOther(Link link) {
        boolean theirsSurvives = context.session()
                .self()
                .filter(self -> peer.compareTo(self) < 0)
                .isPresent();
        if (theirsSurvives) {
            take(open(link));
            return;
        }
        closeRival();
        rival = open(link);
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
        LineChannel taken = rival;
        rival = null;
        if (taken != null) {
            take(taken);
        }
    }

    /** Drops our own call for a link the peer opened. */
    private void take(LineChannel theirs) {
        giveUpDialing();
        if (channel != null) {
            // Not closed at once: what was written on it shall still arrive.
            channel.finish();
        }
        channel = theirs;
        theirs.send(LineEncoder.signOfLife(), failure -> {});
        call = new Call(
                call.state(),
                call.since(),
                false,
                theirs.greeting(),
                theirs.peerVouched(),
                call.end(),
                call.cause(),
                call.sentence());
        connected(words.youCalledEachOther());
    }

    // ---- transitions

    private void begin(CallState state, boolean outgoing, String greeting, boolean vouched, String sentence) {
        wroteWhileRinging = false;
        change(new Call(state, now(), outgoing, greeting, vouched, Optional.empty(), Optional.empty(), sentence));
    }

    private void connected(String note) {
        change(new Call(
                CallState.CONNECTED,
                now(),
                call.outgoing(),
                call.greeting(),
                call.peerVouched(),
                Optional.empty(),
                Optional.empty(),
                words.connected()));
        transcript.note(note);
        showPending();
        if (rival != null) {
            // What the peer wrote on the call it drops may still be on its way.
            rivalTimer = context.timers().after(RIVAL_TIME, context.lane(), this::rivalTimeIsOver);
        }
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
            channel.finish();
            channel = null;
        }
        change(new Call(
                ending.state(),
                now(),
                call.outgoing(),
                call.greeting(),
                call.peerVouched(),
                Optional.of(ending.reason()),
                ending.cause(),
                ending.sentence()));
        transcript.note(ending.note());
    }

    private void change(Call next) {
        stateTimer.close();
        call = next;
        context.observers().publish(new ConversationEvent.CallChanged(peer, next));
    }

    private void showPending() {
        List<Line> lines = pending.lines();
        int dropped = pending.dropped();
        pending.clear();
        transcript.addTheirs(lines);
        if (dropped > 0) {
            transcript.note(words.dropped(dropped));
        }
    }

    // ---- links

    private LineChannel open(Link link) {
        LineChannel opened = new LineChannel(link, context.lane(), context.timers(), this);
        opened.start();
        return opened;
    }

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
            rival.close();
            rival = null;
        }
    }

    private void closeNext() {
        nextTimer.close();
        if (next != null) {
            next.close();
            next = null;
        }
    }

    private void close(Link link) {
        context.limits().released();
        link.close();
    }

    private Instant now() {
        return context.timers().instant();
    }
}
