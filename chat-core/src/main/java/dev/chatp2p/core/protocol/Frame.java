package dev.chatp2p.core.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What one frame of {@code chat/1} says (chat-protocol §2). Texts in it are as the peer sent them. */
public sealed interface Frame {

    /** A person is being asked. */
    record Ringing() implements Frame {}

    /** The call is accepted. */
    record Answer() implements Frame {}

    /** The call is not accepted; the link ends. */
    record Decline(Refusal reason) implements Frame {}

    /** The caller gave up before the answer. */
    record Cancel() implements Frame {}

    /**
     * The conversation is over; the link ends.
     *
     * @param reason one word, at most {@value #MAX_REASON} characters; not meant for people
     */
    record Bye(String reason) implements Frame {

        public static final int MAX_REASON = 64;

        /** Somebody hung up, or there is nothing more to deliver. */
        public static final String DONE = "done";

        /** The program ends. */
        public static final String SHUTDOWN = "shutdown";

        /** The other side sent something that is no frame. */
        public static final String PROTOCOL = "protocol";
    }

    /**
     * A message.
     *
     * @param id made by whoever wrote it
     * @param at when it was written, by the sender's clock
     * @param body at most 1 MiB less what is around it
     * @param replyTo the message it answers
     */
    record Text(UUID id, Instant at, String body, Optional<UUID> replyTo) implements Frame {}

    /**
     * How far messages of the other side have come.
     *
     * @param ids at most {@value #MAX_IDS}
     */
    record Receipt(List<UUID> ids, Stage stage) implements Frame {

        public static final int MAX_IDS = 1_000;

        public Receipt {
            ids = List.copyOf(ids);
        }
    }

    /** Somebody has begun to write, or stopped. */
    record Typing(boolean on) implements Frame {}

    /** Asks whether the other side is still there. */
    record Ping(long n) implements Frame {}

    /** Answers {@link Ping} with its number. */
    record Pong(long n) implements Frame {}

    /** Why a call is not accepted. */
    enum Refusal {
        DECLINED("declined"),
        BUSY("busy"),
        BLOCKED("blocked-generic"),
        TIMEOUT("timeout");

        private final String word;

        Refusal(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        /** A word we do not know says at least that the call was not accepted. */
        static Refusal of(String word) {
            for (Refusal each : values()) {
                if (each.word.equals(word)) {
                    return each;
                }
            }
            return DECLINED;
        }
    }

    /** How far a message has come. */
    enum Stage {
        /** Stored by the other side's program. */
        DELIVERED("delivered"),
        /** Shown to the other person. */
        READ("read");

        private final String word;

        Stage(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Optional<Stage> of(String word) {
            for (Stage each : values()) {
                if (each.word.equals(word)) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
    }
}
