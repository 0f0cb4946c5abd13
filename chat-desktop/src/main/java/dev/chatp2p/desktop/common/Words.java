package dev.chatp2p.desktop.common;

import com.google.inject.Inject;
import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Notice;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.Reason;
import java.util.Optional;

/**
 * What the services tell, as sentences in the window's language. The services' own sentences are English and say more; they
 * are shown as a detail. Names that are passed in are already safe to show. Immutable.
 */
public final class Words {

    private final Texts texts;

    @Inject
    public Words(Texts texts) {
        this.texts = texts;
    }

    /** Why something on the network did not work, and what helps. */
    public String reason(Reason reason) {
        return texts.of("reason." + reason);
    }

    /** How we stand with the network: what is the matter and, if something is, why. */
    public String status(OverlayStatus status) {
        String state = texts.of("status." + status.state(), status.terminators());
        return status.reason().map(this::reason).orElse(state);
    }

    /**
     * Why a call is over, with the network's reason where that says more; empty while it is not over.
     *
     * @param who the peer, safe to show
     */
    public String end(Call call, String who) {
        Optional<String> network = call.cause()
                .filter(cause -> call.end().equals(Optional.of(EndReason.NOT_REACHABLE)))
                .map(this::reason);
        String why = call.end()
                .map(end -> endReason(end, who, call.outgoing() && call.state() != CallState.MISSED))
                .orElse("");
        return network.map(cause -> why + " " + cause).orElse(why);
    }

    /**
     * Why a call is over.
     *
     * @param who the peer, safe to show
     * @param outgoing whether we called
     */
    public String endReason(EndReason end, String who, boolean outgoing) {
        return texts.of("endReason." + end, who, outgoing ? 1 : 0);
    }

    /**
     * What a system line of a conversation says.
     *
     * @param who the peer, safe to show
     */
    public String notice(Message message, String who) {
        return message.notice()
                .filter(notice -> notice.kind() != Notice.Kind.OTHER)
                .map(notice -> notice(notice, who))
                .orElse(message.text());
    }

    private String notice(Notice notice, String who) {
        String words = texts.of("notice." + notice.kind(), who, notice.amount());
        boolean lasted = notice.amount() > 0 && notice.kind() != Notice.Kind.LINES_DROPPED;
        return lasted ? texts.of("notice.after", words, duration(notice.amount())) : words;
    }

    /**
     * How long something took.
     *
     * @param seconds 0 or more
     */
    public String duration(long seconds) {
        if (seconds < 60) {
            return texts.of("duration.seconds", seconds);
        }
        if (seconds < 3600) {
            return seconds % 60 == 0
                    ? texts.of("duration.wholeMinutes", seconds / 60)
                    : texts.of("duration.minutes", seconds / 60, seconds % 60);
        }
        return texts.of("duration.hours", seconds / 3600, seconds / 60 % 60);
    }
}
