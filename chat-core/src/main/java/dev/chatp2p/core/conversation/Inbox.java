package dev.chatp2p.core.conversation;

import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.protocol.Line;
import dev.chatp2p.core.text.DisplayText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** What the peer writes: each message is shown once, and acknowledged once it is kept. Confined to the lane. */
final class Inbox {

    /** A clock that is ahead of ours by more than this is not believed. */
    static final Duration MAX_SKEW = Duration.ofMinutes(2);

    /** Ids whose reading is still to be told; older ones are left out. */
    private static final int MAX_UNREAD_IDS = Frame.Receipt.MAX_IDS;

    private final PeerId peer;
    private final CallContext context;
    private final Transcript transcript;
    private final BooleanSupplier stranger;

    /** Read or not, but not acknowledged as read. */
    private final List<UUID> unread = new ArrayList<>();

    /** Those that have been read and are to be told so when there is a link. */
    private final List<UUID> read = new ArrayList<>();

    /** How many of them the history knows of. */
    private int untold;

    /** Texts that somebody we know may leave us without our noticing any of it; the rest waits at their side. */
    static final int MAX_UNNOTICED = 10_000;

    /** The same in UTF-16 units. */
    static final int MAX_UNNOTICED_LENGTH = 16 << 20;

    private int unnoticed;
    private long unnoticedLength;

    // What a stranger has written since the start.
    private int strangersTexts;
    private long strangersLength;

    Inbox(PeerId peer, CallContext context, Transcript transcript, BooleanSupplier stranger) {
        this.peer = peer;
        this.context = context;
        this.transcript = transcript;
        this.stranger = stranger;
    }

    /**
     * Finds out which messages were unread when the program ended, and which were read without the peer having been told, so
     * that their reading is told.
     *
     * @param unreadThen how many entries were unread; missed calls may be among them
     * @param untoldThen how many messages before them were read and not told
     */
    void recall(int unreadThen, int untoldThen) {
        untold = untoldThen;
        int count = Math.min(unreadThen + untoldThen, MAX_UNREAD_IDS);
        if (count == 0) {
            return;
        }
        // Notices of calls stand between them. One too many does no harm: it is told once more that it was read.
        var _ = context.history()
                .before(peer, Optional.empty(), Math.min(2 * count, MAX_UNREAD_IDS))
                .thenAcceptAsync(
                        newest -> recalled(
                                newest.stream()
                                        .filter(message -> message.author() == Author.PEER)
                                        .map(Message::id)
                                        .toList(),
                                unreadThen,
                                untoldThen),
                        context.later());
    }

    /** @param theirs the peer's newest messages, the newest last */
    private void recalled(List<UUID> theirs, int unreadThen, int untoldThen) {
        int firstUnread = Math.max(0, theirs.size() - unreadThen);
        read.addAll(theirs.subList(Math.max(0, firstUnread - untoldThen), firstUnread));
        theirs.subList(firstUnread, theirs.size()).stream()
                .filter(id -> !unread.contains(id))
                .forEach(this::noteUnread);
        keepUntold();
    }

    /** Adds lines, except signs of life; the stage completes once they are kept. */
    CompletionStage<?> add(List<Line> lines) {
        List<CompletableFuture<Boolean>> keeping = new ArrayList<>();
        for (Line line : lines) {
            if (!line.isSignOfLife()) {
                Message message = new Message(
                        context.ids().next(),
                        Author.PEER,
                        line.displayText(),
                        context.timers().instant(),
                        line.cut());
                keeping.add(transcript.addTheirs(message).toCompletableFuture());
            }
        }
        transcript.countUnread(keeping.size());
        return allOf(keeping);
    }

    /** Adds those texts that are not here yet and acknowledges all that are kept. */
    CompletionStage<?> add(PeerChannel from, List<Frame.Text> texts) {
        List<Frame.Text> taken = texts.stream().filter(this::mayBeKept).toList();
        List<CompletableFuture<Boolean>> known = taken.stream()
                .map(text -> context.history()
                        .knows(peer, text.id())
                        .exceptionally(failure -> false)
                        .toCompletableFuture())
                .toList();
        return allOf(known).thenComposeAsync(done -> keep(from, taken, known), context.later());
    }

    private CompletionStage<Void> keep(
            PeerChannel from, List<Frame.Text> texts, List<CompletableFuture<Boolean>> known) {
        int added = 0;
        List<CompletableFuture<Boolean>> keeping = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Frame.Text text = texts.get(i);
            if (known.get(i).join() || transcript.contains(text.id())) {
                keeping.add(CompletableFuture.completedFuture(true));
            } else {
                Message message = message(text);
                keeping.add(transcript.addTheirs(message).toCompletableFuture());
                noteUnread(text.id());
                unnoticed++;
                unnoticedLength += message.text().length();
                added++;
            }
        }
        transcript.countUnread(added);
        return allOf(keeping).thenRun(() -> {
            List<UUID> kept = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                if (keeping.get(i).join()) {
                    kept.add(texts.get(i).id());
                }
            }
            acknowledge(from, kept, Frame.Stage.DELIVERED);
        });
    }

    /** The person has seen something, or answers. */
    void noticed() {
        unnoticed = 0;
        unnoticedLength = 0;
    }

    /** The person has seen everything; who may know is told, over that link or the next one. */
    void markRead(Optional<PeerChannel> way) {
        noticed();
        if (!context.privacy().receipts() || stranger.getAsBoolean()) {
            unread.clear();
            read.clear();
        }
        read.addAll(unread);
        unread.clear();
        way.ifPresent(this::tellRead);
        keepUntold();
    }

    /** Tells over a link what has been read meanwhile, if that is still to be told. */
    void tellRead(PeerChannel way) {
        if (!read.isEmpty() && way.speaksFrames()) {
            if (context.privacy().receipts()) {
                acknowledge(way, read, Frame.Stage.READ);
            }
            read.clear();
            keepUntold();
        }
    }

    /** What could not be told before the program ends is told by the next one. */
    private void keepUntold() {
        if (untold != read.size()) {
            untold = read.size();
            transcript.keepUntold(untold);
        }
    }

    private void acknowledge(PeerChannel to, List<UUID> ids, Frame.Stage stage) {
        for (int i = 0; i < ids.size(); i += Frame.Receipt.MAX_IDS) {
            to.say(new Frame.Receipt(ids.subList(i, Math.min(ids.size(), i + Frame.Receipt.MAX_IDS)), stage));
        }
    }

    private void noteUnread(UUID id) {
        if (unread.size() + read.size() < MAX_UNREAD_IDS) {
            unread.add(id);
        }
    }

    /**
     * A stranger may fill what one unanswered call may, whoever we know some more; the rest is not acknowledged, so it is not
     * lost for them.
     */
    private boolean mayBeKept(Frame.Text text) {
        if (!stranger.getAsBoolean()) {
            return unnoticed < MAX_UNNOTICED && unnoticedLength + text.body().length() <= MAX_UNNOTICED_LENGTH;
        }
        strangersTexts++;
        strangersLength += text.body().length();
        return strangersTexts <= PendingLines.MAX_LINES && strangersLength <= PendingLines.MAX_LENGTH;
    }

    private Message message(Frame.Text text) {
        String whole = text.body();
        String body = atMost(whole, OutgoingText.MAX_BYTES);
        return new Message(
                text.id(),
                Author.PEER,
                DisplayText.text(body),
                shown(text.at()),
                body.length() < whole.length(),
                Delivery.NONE,
                text.replyTo(),
                Optional.empty());
    }

    private Instant shown(Instant at) {
        Instant now = context.timers().instant();
        boolean believable = at.isAfter(Instant.EPOCH) && !at.isAfter(now.plus(MAX_SKEW));
        return believable ? at : now;
    }

    /** The text, cut on a code point border if it has more bytes of UTF-8. */
    private static String atMost(String text, int bytes) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
            return text;
        }
        int end = 0;
        int size = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            size += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (size > bytes) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }

    private static CompletableFuture<Void> allOf(List<? extends CompletableFuture<?>> stages) {
        return CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new));
    }
}
