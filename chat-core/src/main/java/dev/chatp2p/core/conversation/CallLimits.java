package dev.chatp2p.core.conversation;

import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.text.DisplayText;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much strangers may ask of us (chat-protocol §4). What is beyond is closed at once, counted, and told once in the log
 * per kind of limit. Confined to the service's lane.
 */
final class CallLimits {

    private static final Logger LOG = LoggerFactory.getLogger(CallLimits.class);

    /** Links open or being opened, in all. */
    static final int MAX_OPEN_LINKS = 100;

    /** Incoming calls waiting for an answer; beyond that only people ring whom we have called or answered before. */
    static final int MAX_WAITING_CALLS = 32;

    /** Calls of one peer within {@link #RATE_WINDOW}. */
    static final int MAX_CALLS_PER_PEER = 10;

    /**
     * Calls within {@link #RATE_WINDOW} of names without a conversation, all together: whoever claims a new name for every
     * call is not held up by the limit per peer.
     */
    static final int MAX_NEW_CALLERS = 60;

    static final Duration RATE_WINDOW = Duration.ofMinutes(1);

    /**
     * Conversations with people whom we neither called nor answered; names cost a stranger nothing. For one more, the one that
     * has been over for longest is forgotten.
     */
    static final int MAX_STRANGERS = 1_000;

    /** Conversations in all; so many exist only where somebody, or a program, answers every call. */
    static final int MAX_CONVERSATIONS = 10_000;

    enum Limit {
        OPEN_LINKS,
        WAITING_CALLS,
        CALLS_PER_PEER,
        NEW_CALLERS,
        CONVERSATIONS
    }

    private final Set<Limit> logged = EnumSet.noneOf(Limit.class);
    private final CallRate newCallers = new CallRate(MAX_NEW_CALLERS);
    private int openLinks;
    private long refused;
    private long malformed;
    private Runnable whenNoneIsOpen = () -> {};

    /** Takes one of the links there may be; false if none is left. */
    boolean tryOpen() {
        if (openLinks == MAX_OPEN_LINKS) {
            return false;
        }
        openLinks++;
        return true;
    }

    /** Gives a link taken by {@link #tryOpen} back. */
    void released() {
        openLinks--;
        if (openLinks == 0) {
            whenNoneIsOpen.run();
        }
    }

    /** Runs the task once no link is open any more; at once if none is. */
    void whenNoneIsOpen(Runnable task) {
        whenNoneIsOpen = task;
        if (openLinks == 0) {
            task.run();
        }
    }

    /** Counts a call of somebody with whom there is no conversation; false if there were too many. */
    boolean tryNewCaller(Instant now) {
        return newCallers.tryCall(now);
    }

    /** Notes an incoming call that was closed because of a limit. */
    void refused(Limit limit, PeerId peer) {
        refused++;
        if (logged.add(limit)) {
            LOG.warn(
                    "A call from {} was closed at once: limit {} reached. Further ones are only counted.",
                    DisplayText.name(peer.name()),
                    limit);
        }
    }

    /** Notes that a peer sent something that is no frame. */
    void malformed() {
        malformed++;
    }

    long malformedFrames() {
        return malformed;
    }

    long refused() {
        return refused;
    }
}
