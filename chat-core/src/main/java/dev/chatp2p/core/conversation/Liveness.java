package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.protocol.Frame;
import java.time.Duration;
import java.util.function.Consumer;

/** Asks on a quiet link whether the other side is still there (chat-protocol §2). Confined to the lane. */
final class Liveness {

    static final Duration INTERVAL = Duration.ofSeconds(20);

    /** Questions without an answer, one each interval, after which the link is dead. */
    static final int MAX_MISSED = 3;

    private final Timers timers;
    private final Lane lane;
    private final Consumer<Frame> say;
    private final Runnable dead;
    private Subscription timer = () -> {};
    private boolean heard;
    private int missed;
    private long asked;

    private Liveness(Timers timers, Lane lane, Consumer<Frame> say, Runnable dead) {
        this.timers = timers;
        this.lane = lane;
        this.say = say;
        this.dead = dead;
    }

    /**
     * @param say writes a frame
     * @param dead run once nothing has come for too long
     */
    static Liveness watch(Timers timers, Lane lane, Consumer<Frame> say, Runnable dead) {
        Liveness started = new Liveness(timers, lane, say, dead);
        started.schedule();
        return started;
    }

    /** Something has come, whatever it is. */
    void heard() {
        heard = true;
        missed = 0;
    }

    void close() {
        timer.close();
    }

    private void schedule() {
        timer = timers.after(INTERVAL, lane, this::look);
    }

    private void look() {
        if (!heard && missed == MAX_MISSED) {
            dead.run();
            return;
        }
        schedule();
        if (!heard) {
            missed++;
            say.accept(new Frame.Ping(++asked));
        }
        heard = false;
    }
}
