package dev.chatp2p.core.conversation;

import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.text.DisplayText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Our own messages to one peer that are not there yet. To a peer who acknowledges, a message counts as waiting in the history
 * until the receipt has come, so that it is sent again after a lost link or a crash; the peer drops what it has already. Confined
 * to the lane, except where said.
 */
final class Outbox {

    /** Messages that may wait for one peer. */
    static final int MAX_WAITING = 1_000;

    /** Where messages can go. */
    interface Ways {
        /** A link over which messages may go now. */
        Optional<PeerChannel> open();

        /** Something waits and no way is open. */
        void wanted();

        /** The peer has acknowledged something. */
        void worked();
    }

    private static final class Entry {
        /** What is sent; after a restart as it is shown. */
        private final String raw;

        /** Written by the lane, read by anyone. */
        private volatile Message message;

        private boolean kept;
        private @Nullable PeerChannel on;

        private Entry(Message message, String raw, boolean kept) {
            this.message = message;
            this.raw = raw;
            this.kept = kept;
        }
    }

    private final PeerId peer;
    private final CallContext context;
    private final Transcript transcript;
    private final Ways ways;

    /** In the order in which they are to be sent; changed by the lane, looked into by anyone. */
    private final Map<UUID, Entry> waiting = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Messages that {@link #send} hands to the network, and what the peer may have told of them before the network. */
    private final Map<UUID, Optional<Frame.Stage>> leaving = new HashMap<>();

    Outbox(PeerId peer, CallContext context, Transcript transcript, Ways ways) {
        this.peer = peer;
        this.context = context;
        this.transcript = transcript;
        this.ways = ways;
    }

    /** Finds in the history what still waits. */
    void load() {
        var _ = context.history().queued(peer).thenAcceptAsync(this::loaded, context.later());
    }

    private void loaded(List<Message> kept) {
        Map<UUID, Entry> newer = new LinkedHashMap<>(waiting);
        waiting.clear();
        kept.stream()
                .filter(message -> !newer.containsKey(message.id()))
                .limit(MAX_WAITING)
                .forEach(message -> waiting.put(message.id(), new Entry(message, message.text(), true)));
        waiting.putAll(newer);
        pump();
    }

    /** The message as it stands, which may be further than the history says. Callable from any thread. */
    Message asItStands(Message message) {
        Entry entry = waiting.get(message.id());
        return entry == null ? message : entry.message;
    }

    /** Whether nothing is on its way or to be sent. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void clear() {
        waiting.clear();
    }

    // ---- what the person does

    void post(String raw, Optional<UUID> replyTo, CompletableFuture<Message> result) {
        String text;
        try {
            text = OutgoingText.check(raw);
        } catch (LinkException e) {
            result.completeExceptionally(e);
            return;
        }
        if (waiting.size() >= MAX_WAITING) {
            result.completeExceptionally(new LinkException(
                    Reason.TIMEOUT, MAX_WAITING + " messages are waiting already. Write again once they are sent."));
            return;
        }
        Message message = own(text, Delivery.State.QUEUED, replyTo);
        Entry entry = new Entry(message, text, false);
        waiting.put(message.id(), entry);
        var _ = transcript.add(message).handle((done, failure) -> {
            if (failure == null) {
                entry.kept = true;
                result.complete(entry.message);
                pump();
            } else {
                waiting.remove(message.id());
                transcript.removed(Set.of(message.id()));
                result.completeExceptionally(new LinkException(
                        Reason.STORAGE,
                        "The message could not be kept, so it is not sent. " + Transcript.sentence(failure),
                        failure));
            }
            return true;
        });
    }

    /** Says something on a link, now or not at all. */
    void send(PeerChannel on, String text, CompletableFuture<Message> result) {
        Message message = own(text, Delivery.State.SENT, Optional.empty());
        leaving.put(message.id(), Optional.empty());
        on.say(frame(message, text), failure -> {
            Optional<Frame.Stage> told = leaving.getOrDefault(message.id(), Optional.empty());
            leaving.remove(message.id());
            if (failure.isPresent()) {
                result.completeExceptionally(failure.get());
            } else {
                result.complete(left(on, message, text, told));
            }
        });
    }

    private Message left(PeerChannel on, Message message, String text, Optional<Frame.Stage> told) {
        Message sent = message.with(told.map(stage -> delivery(state(stage))).orElseGet(message::delivery));
        if (on.speaksFrames() && told.isEmpty()) {
            Entry entry = new Entry(sent, text, true);
            entry.on = on;
            waiting.put(sent.id(), entry);
            transcript.addSent(sent, delivery(Delivery.State.QUEUED));
        } else {
            transcript.addSent(sent, sent.delivery());
        }
        return sent;
    }

    void retry(UUID id) {
        var _ = context.history()
                .find(peer, id)
                .thenAcceptAsync(found -> found.ifPresent(this::retry), context.later());
    }

    private void retry(Message message) {
        if (message.delivery().state() == Delivery.State.FAILED && !waiting.containsKey(message.id())) {
            Message again = message.with(delivery(Delivery.State.QUEUED));
            waiting.put(message.id(), new Entry(again, message.text(), true));
            transcript.changedForGood(again);
            pump();
        }
    }

    /** These are deleted and not to be sent any more. */
    void removed(Set<UUID> ids) {
        ids.forEach(waiting::remove);
    }

    // ---- what the network does

    /** Sends what waits, as far as there is a way. */
    void pump() {
        List<Entry> unsent = new ArrayList<>();
        for (Entry entry : List.copyOf(waiting.values())) {
            if (entry.kept && entry.on == null) {
                unsent.add(entry);
            }
        }
        if (unsent.isEmpty()) {
            return;
        }
        Optional<PeerChannel> way = ways.open();
        if (way.isEmpty()) {
            ways.wanted();
            return;
        }
        for (Entry entry : unsent) {
            if (!way.get().hasRoom()) {
                return;
            }
            entry.on = way.get();
            way.get().say(frame(entry.message, entry.raw), failure -> written(entry, way.get(), failure));
        }
    }

    private void written(Entry entry, PeerChannel on, Optional<LinkException> failure) {
        if (waiting.get(entry.message.id()) != entry || entry.on != on) {
            return; // deleted, acknowledged already, or on another link
        }
        if (failure.isPresent()) {
            entry.on = null;
            return;
        }
        if (on.speaksFrames()) {
            entry.message = entry.message.with(delivery(Delivery.State.SENT));
            transcript.changed(entry.message);
        } else {
            settle(entry.message, Delivery.State.SENT);
        }
        pump();
    }

    /** A link has ended: what was not acknowledged on it waits again. */
    void lost(PeerChannel link) {
        for (Entry entry : List.copyOf(waiting.values())) {
            if (entry.on == link) {
                entry.on = null;
                if (entry.message.delivery().state() == Delivery.State.SENT) {
                    entry.message = entry.message.with(delivery(Delivery.State.QUEUED));
                    transcript.changed(entry.message);
                }
            }
        }
    }

    /** What waits cannot be sent, and will not be by itself. */
    void fail() {
        for (Entry entry : List.copyOf(waiting.values())) {
            if (entry.kept && entry.on == null) {
                settle(entry.message, Delivery.State.FAILED);
            }
        }
    }

    /** The peer tells how far messages have come; the stage completes once it is noted. */
    CompletionStage<?> acknowledged(Frame.Receipt receipt) {
        ways.worked();
        Delivery.State state = state(receipt.stage());
        List<CompletableFuture<?>> looking = new ArrayList<>();
        for (UUID id : receipt.ids()) {
            Entry entry = waiting.get(id);
            if (leaving.containsKey(id)) {
                leaving.put(id, Optional.of(receipt.stage()));
            } else if (entry != null) {
                settle(entry.message, state);
            } else {
                looking.add(context.history()
                        .find(peer, id)
                        .thenAcceptAsync(found -> found.ifPresent(message -> further(message, state)), context.later())
                        .toCompletableFuture());
            }
        }
        return CompletableFuture.allOf(looking.toArray(CompletableFuture[]::new));
    }

    private void further(Message message, Delivery.State state) {
        boolean isFurther = switch (message.delivery().state()) {
            case QUEUED, SENT, FAILED -> true;
            case DELIVERED -> state == Delivery.State.READ;
            case NONE, READ -> false;
        };
        if (isFurther) {
            settle(message, state);
        }
    }

    private void settle(Message message, Delivery.State state) {
        waiting.remove(message.id());
        transcript.changedForGood(message.with(delivery(state)));
    }

    private Message own(String text, Delivery.State state, Optional<UUID> replyTo) {
        return new Message(
                context.ids().next(),
                Author.ME,
                DisplayText.text(text),
                context.timers().instant(),
                false,
                delivery(state),
                replyTo,
                Optional.empty());
    }

    private static Frame.Text frame(Message message, String raw) {
        return new Frame.Text(message.id(), message.at(), raw, message.replyTo());
    }

    private Delivery delivery(Delivery.State state) {
        return new Delivery(state, context.timers().instant());
    }

    private static Delivery.State state(Frame.Stage stage) {
        return switch (stage) {
            case DELIVERED -> Delivery.State.DELIVERED;
            case READ -> Delivery.State.READ;
        };
    }
}
