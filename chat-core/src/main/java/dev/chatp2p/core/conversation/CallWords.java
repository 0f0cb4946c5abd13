package dev.chatp2p.core.conversation;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.text.DisplayText;
import java.util.Optional;

/**
 * What is said about calls with one peer: which end a failure means, and the words for it.
 *
 * @param who the peer's name, safe to show
 */
record CallWords(String who) {

    CallWords(PeerId peer) {
        this(DisplayText.name(peer.name()));
    }

    String dialing() {
        return "Calling " + who + " …";
    }

    String ringing() {
        return "Waiting for " + who + " to answer. You can already write; it is shown once they answer.";
    }

    String incoming() {
        return who + " is calling.";
    }

    String connected() {
        return "Connected with " + who + ".";
    }

    String youCalled() {
        return "You called " + who;
    }

    String theyAnswered() {
        return who + " answered";
    }

    String youAnswered() {
        return "You answered " + who + "'s call";
    }

    String youCalledEachOther() {
        return "You and " + who + " called each other";
    }

    String perhapsNotAnswered() {
        return who + " may not have answered yet. What you wrote is shown to them once they do.";
    }

    String dropped(int lines) {
        return "%d more %s that came before the answer could not be kept"
                .formatted(lines, lines == 1 ? "line" : "lines");
    }

    Ending youHungUp() {
        return Ending.ended(EndReason.HUNG_UP, "You hung up.").withNote("You hung up", Notice.Kind.YOU_HUNG_UP);
    }

    Ending youGaveUp() {
        return Ending.ended(EndReason.CANCELLED, "You gave up calling " + who + ".")
                .withNote("You gave up before " + who + " answered", Notice.Kind.YOU_GAVE_UP);
    }

    Ending youDeclined() {
        return new Ending(
                CallState.DECLINED,
                EndReason.DECLINED,
                Optional.empty(),
                "You declined the call from " + who + ".",
                "You declined a call from " + who,
                Notice.Kind.YOU_DECLINED);
    }

    Ending notToYourself() {
        return Ending.ended(EndReason.NOT_REACHABLE, "You cannot call yourself. Choose somebody else from the list.");
    }

    Ending tooManyCalls() {
        return Ending.ended(
                EndReason.NOT_REACHABLE, "Too many calls are open to call " + who + ". End one of them and try again.");
    }

    Ending shutdown() {
        return Ending.ended(EndReason.SHUTDOWN, "The program was closed.");
    }

    Ending noAnswer() {
        return Ending.ended(EndReason.NO_ANSWER, who + " did not answer. Try again later.")
                .withNote(who + " did not answer", Notice.Kind.NO_ANSWER);
    }

    /** They have said that they do not take the call. */
    Ending refused(Frame.Refusal refusal) {
        return switch (refusal) {
            case DECLINED, BLOCKED -> declined();
            case BUSY ->
                Ending.ended(EndReason.BUSY, who + " is busy. Try again later.")
                        .withNote(who + " was busy", Notice.Kind.BUSY);
            case TIMEOUT -> noAnswer();
        };
    }

    /** Their program has not understood ours. */
    Ending misunderstood() {
        return Ending.ended(
                EndReason.PROTOCOL,
                "The program of %s did not understand this one, so the call was ended. Look for updates of both."
                        .formatted(who));
    }

    /** We want nothing of them any more. */
    Ending blocked() {
        return Ending.ended(EndReason.BLOCKED, "You blocked " + who + ".");
    }

    Ending missed() {
        return missed(EndReason.NO_ANSWER, Optional.empty(), "You missed a call from " + who + ".");
    }

    /** The dial did not get through. */
    Ending notDialed(LinkException failure) {
        EndReason reason = switch (failure.reason()) {
            case PEER_OFFLINE -> EndReason.PEER_OFFLINE;
            case REJECTED -> EndReason.DECLINED;
            case CANCELLED -> EndReason.CANCELLED;
            default -> EndReason.NOT_REACHABLE;
        };
        return Ending.ended(reason, failure.reason(), failure.sentence())
                .with(
                        switch (reason) {
                            case PEER_OFFLINE -> Notice.Kind.OFFLINE;
                            case DECLINED -> Notice.Kind.THEY_DECLINED;
                            case CANCELLED -> Notice.Kind.YOU_GAVE_UP;
                            default -> Notice.Kind.OTHER;
                        });
    }

    /** The link ended before the peer answered. */
    Ending endedWhileRinging(Optional<LinkException> failure, boolean inTime) {
        return failure.map(this::failed).orElseGet(() -> inTime ? declined() : noAnswer());
    }

    Ending theyGaveUp() {
        return endedWhileIncoming(Optional.empty());
    }

    Ending theyHungUp() {
        return endedWhileConnected(Optional.empty());
    }

    /** The link ended before we answered. */
    Ending endedWhileIncoming(Optional<LinkException> failure) {
        return failure.map(f ->
                        missed(endReason(f), Optional.of(f.reason()), failed(f).sentence()))
                .orElseGet(
                        () -> missed(EndReason.CANCELLED, Optional.empty(), who + " gave up before you could answer."));
    }

    /** The link ended in the middle of a conversation. */
    Ending endedWhileConnected(Optional<LinkException> failure) {
        return failure.map(this::failed)
                .orElseGet(() -> Ending.ended(EndReason.HUNG_UP, who + " has left the conversation.")
                        .withNote(who + " hung up", Notice.Kind.THEY_HUNG_UP));
    }

    private Ending declined() {
        return Ending.ended(EndReason.DECLINED, who + " declined the call.")
                .withNote(who + " declined", Notice.Kind.THEY_DECLINED);
    }

    private Ending missed(EndReason reason, Optional<Reason> cause, String sentence) {
        return new Ending(CallState.MISSED, reason, cause, sentence, "Missed call from " + who, Notice.Kind.MISSED);
    }

    private Ending failed(LinkException failure) {
        EndReason reason = endReason(failure);
        String sentence = switch (reason) {
            case PROTOCOL ->
                "%s sent something that is no chat text, so the call was ended. (%s) Ask them which program they use."
                        .formatted(who, failure.sentence());
            default -> "The connection to %s was lost. Call again to go on.".formatted(who);
        };
        return Ending.ended(reason, failure.reason(), sentence)
                .with(reason == EndReason.LOST_CONNECTION ? Notice.Kind.LOST : Notice.Kind.OTHER);
    }

    private static EndReason endReason(LinkException failure) {
        return switch (failure.reason()) {
            case PROTOCOL, ENCRYPTION -> EndReason.PROTOCOL;
            default -> EndReason.LOST_CONNECTION;
        };
    }
}
