package dev.chatp2p.core.conversation;

import dev.chatp2p.core.overlay.Reason;
import java.util.Optional;

/**
 * How a call ends.
 *
 * @param state the state it ends in
 * @param reason why
 * @param cause the network's reason, where there is one
 * @param sentence what {@link Call#sentence()} says
 * @param note what stays in the conversation as a {@link Message.Author#SYSTEM} message
 * @param notice what the note is about
 */
record Ending(
        CallState state, EndReason reason, Optional<Reason> cause, String sentence, String note, Notice.Kind notice) {

    static Ending ended(EndReason reason, String sentence) {
        return new Ending(CallState.ENDED, reason, Optional.empty(), sentence, sentence, Notice.Kind.OTHER);
    }

    static Ending ended(EndReason reason, Reason cause, String sentence) {
        return new Ending(CallState.ENDED, reason, Optional.of(cause), sentence, sentence, Notice.Kind.OTHER);
    }

    Ending withNote(String otherNote, Notice.Kind about) {
        return new Ending(state, reason, cause, sentence, otherNote, about);
    }

    Ending with(Notice.Kind about) {
        return withNote(note, about);
    }
}
