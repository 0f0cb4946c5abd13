package dev.chatp2p.desktop.app;

import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.conversation.Notice;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.desktop.FakeChat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The people of the pictures, and what alice and they have said to each other in the last days. FX thread only. */
final class MadeUpPeople {

    static final PeerId BOB = new PeerId("bob");
    static final PeerId DANA = new PeerId("dana");
    static final PeerId ERIK = new PeerId("erik");
    static final PeerId CAROL = new PeerId("carol");
    static final PeerId GRACE = new PeerId("grace.hopper");
    static final PeerId FRANK = new PeerId("frank");
    static final PeerId MALLORY = new PeerId("mallory");

    private final FakeChat chat;
    /** The same whenever the pictures are taken, so that they change only with the program. */
    private final Instant now = LocalDate.now(ZoneId.systemDefault())
            .atTime(10, 42)
            .atZone(ZoneId.systemDefault())
            .toInstant();

    MadeUpPeople(FakeChat chat) {
        this.chat = chat;
    }

    /** Makes them known, and some of them online. */
    void know() {
        for (PeerId friend : List.of(BOB, DANA, ERIK, CAROL, GRACE, FRANK)) {
            chat.contacts().change(friend, contact -> contact.withKnown(true));
        }
        chat.contacts()
                .change(
                        DANA,
                        contact -> contact.withTitle("Network operations").withNotes("Prefers calls in the morning."));
        chat.contacts().change(FRANK, contact -> contact.withAnswering(Contact.Answering.BLOCKED));
        beOnline();
    }

    void beOnline() {
        chat.tellPeople("+bob", "+dana", "+erik", "carol", "grace.hopper", "frank", "+mallory");
    }

    void beOffline() {
        chat.tellPeople("bob", "dana", "erik", "carol", "grace.hopper", "frank");
    }

    /** What is kept of earlier days. */
    void talk() {
        notice(GRACE, Notice.Kind.THEY_ANSWERED, 0, "grace.hopper answered", 60 * 24 * 9);
        say(GRACE, Author.PEER, "The compiler is done.", 60 * 24 * 9, Delivery.State.NONE);
        say(GRACE, Author.ME, "Shall we look at it together on Monday?", 180, Delivery.State.QUEUED);
        notice(CAROL, Notice.Kind.MISSED, 0, "Missed call from carol", 60 * 24 * 3);
        unread(CAROL, 1);
        say(ERIK, Author.ME, "Thanks, that worked.", 60 * 24 * 2, Delivery.State.READ);
        say(DANA, Author.PEER, "Are the certificates for the new router signed?", 60 * 24, Delivery.State.NONE);
        say(DANA, Author.ME, "Yes, this morning.", 60 * 24 - 4, Delivery.State.READ);
        say(DANA, Author.PEER, "Wonderful.", 22, Delivery.State.NONE);
        say(DANA, Author.PEER, "Can you call when you are back?", 21, Delivery.State.NONE);
        unread(DANA, 2);
        notice(BOB, Notice.Kind.YOU_ANSWERED, 0, "You answered", 62);
        notice(BOB, Notice.Kind.YOU_HUNG_UP, 720, "You hung up", 50);
        say(BOB, Author.PEER, "Morning! Did the third router come up?", 14, Delivery.State.NONE);
        say(BOB, Author.PEER, "I only see two on the status page.", 14, Delivery.State.NONE);
        Message mine = say(
                BOB,
                Author.ME,
                "Yes, a minute ago. Your client should hold three terminators now.",
                13,
                Delivery.State.READ);
        add(
                BOB,
                new Message(
                        UUID.randomUUID(),
                        Author.PEER,
                        "It does. I killed r2 and did not even notice.",
                        minutesAgo(11),
                        false,
                        Delivery.NONE,
                        Optional.of(mine.id()),
                        Optional.empty()));
        say(BOB, Author.PEER, "Here is the setup page I used: https://docs.example.org/setup", 10, Delivery.State.NONE);
        say(BOB, Author.ME, "Great, I will try it on the lab network.", 9, Delivery.State.DELIVERED);
    }

    Message say(PeerId peer, Author author, String text, long minutes, Delivery.State state) {
        Message message = new Message(UUID.randomUUID(), author, text, minutesAgo(minutes), false)
                .with(state == Delivery.State.NONE ? Delivery.NONE : new Delivery(state, minutesAgo(minutes)));
        add(peer, message);
        return message;
    }

    private void notice(PeerId peer, Notice.Kind kind, long amount, String words, long minutes) {
        add(
                peer,
                new Message(
                        UUID.randomUUID(),
                        Author.SYSTEM,
                        words,
                        minutesAgo(minutes),
                        false,
                        Delivery.NONE,
                        Optional.empty(),
                        Optional.of(new Notice(kind, amount))));
    }

    private void add(PeerId peer, Message message) {
        chat.history.add(peer, message);
        chat.tell(new ConversationEvent.MessageAdded(peer, message));
    }

    void unread(PeerId peer, int count) {
        chat.tell(new ConversationEvent.UnreadChanged(peer, count));
    }

    private Instant minutesAgo(long minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }
}
