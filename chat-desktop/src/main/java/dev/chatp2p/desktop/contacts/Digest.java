package dev.chatp2p.desktop.contacts;

import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.Conversation;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Notice;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the list of people needs to know of one conversation; it holds no more than the newest message. FX thread only. */
final class Digest {

    private final Set<UUID> queued = new HashSet<>();
    private Call call = Call.NONE;
    private Optional<Message> last = Optional.empty();
    private int unread;
    private boolean typing;

    Call call() {
        return call;
    }

    Optional<Message> last() {
        return last;
    }

    int unread() {
        return unread;
    }

    boolean typing() {
        return typing;
    }

    /** Whether something of ours waits until the peer can be reached. */
    boolean hasQueued() {
        return !queued.isEmpty();
    }

    /** When something happened last; a call that goes on counts from its last change. */
    Instant activity() {
        Instant said = last.map(Message::at).orElse(Instant.EPOCH);
        return call.since().isAfter(said) ? call.since() : said;
    }

    /** Whether the peer has begun it, and we have not taken it up: what of a stranger is a request. */
    boolean isTheirs() {
        boolean missed = last.flatMap(Message::notice)
                .filter(notice -> notice.kind() == Notice.Kind.MISSED)
                .isPresent();
        boolean said = last.filter(message -> message.author() == Message.Author.PEER)
                .isPresent();
        boolean called = switch (call.state()) {
            case INCOMING, DECLINED, MISSED -> true;
            case ENDED -> !call.outgoing();
            case IDLE, DIALING, RINGING, CONNECTED -> false;
        };
        return said || called || missed;
    }

    void open(Conversation conversation) {
        call = conversation.call();
        unread = conversation.unread();
        typing = false;
        queued.clear();
        last = Optional.empty();
        conversation.messages().forEach(this::add);
    }

    void enter(Call next) {
        call = next;
    }

    void add(Message message) {
        last = Optional.of(message);
        track(message);
    }

    void change(Message message) {
        if (isLast(message.id())) {
            last = Optional.of(message);
        }
        track(message);
    }

    private void track(Message message) {
        if (message.delivery().state() == Delivery.State.QUEUED) {
            queued.add(message.id());
        } else {
            queued.remove(message.id());
        }
    }

    /** Takes messages out; true if the newest is among them, so that another one is. */
    boolean remove(Set<UUID> messages) {
        queued.removeAll(messages);
        boolean newest = last.filter(message -> messages.contains(message.id())).isPresent();
        if (newest) {
            last = Optional.empty();
        }
        return newest;
    }

    /** What is the newest now that others were taken out, unless something newer has come. */
    void fallBackTo(Message message) {
        if (last.isEmpty()) {
            last = Optional.of(message);
        }
    }

    void setUnread(int count) {
        unread = count;
    }

    void setTyping(boolean now) {
        typing = now;
    }

    private boolean isLast(UUID id) {
        return last.filter(message -> message.id().equals(id)).isPresent();
    }
}
