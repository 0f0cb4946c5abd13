package dev.chatp2p.core.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.ClassicPeer.ClassicLink;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A peer that floods, half closes or never ends a line: other calls do not notice, and what is kept is bounded. */
class HostilePeerTest extends ConversationTestBase {

    private static final PeerId CAROL = new PeerId("carol");

    @Test
    void aFloodOfLinesKeepsTheNewestAndOtherCallsGoOn() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink friend = connected(alice, CAROL);
        ClassicLink flooder = connected(alice, BOB);
        byte[] lines = "spam\n".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        flooder.send(lines);
        flooder.send(lines);
        flooder.send("the last one\n");
        friend.send("are you there?\n");
        awaitTexts(alice, CAROL, Author.PEER, "are you there?");
        awaitLastText(alice, "the last one");
        assertEquals(
                MessageLog.MAX_MESSAGES, conversation(alice, BOB).messages().size());
        assertEquals("hello", answered(alice, friend));
    }

    @Test
    void linesThatGrowWhenTheyAreShownAreBoundedToo() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink friend = connected(alice, CAROL);
        friend.send("are you there?\n");
        awaitTexts(alice, CAROL, Author.PEER, "are you there?");
        ClassicLink flooder = connected(alice, BOB);
        // Two bytes each on the wire, eight characters in the window.
        byte[] line = ("\u0085".repeat(8_000) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int i = 0; i < 540; i++) {
            flooder.send(line);
        }
        flooder.send("the last one\n");
        awaitLastText(alice, "the last one");
        long length = conversation(alice, BOB).messages().stream()
                .mapToLong(message -> message.text().length())
                .sum();
        assertTrue(length <= MessageBudget.DEFAULT, () -> length + " characters");
        awaitTexts(alice, CAROL, Author.PEER, "are you there?");
    }

    @Test
    void whatManyStrangersWriteUnansweredTakesNothingFromAFriendsConversation() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink friend = connected(alice, CAROL);
        // More than the strangers' whole budget, so that this is the longest conversation of all.
        String line = "x".repeat(16_000);
        int lines = (int) (MessageBudget.STRANGERS / line.length()) + 20;
        for (int i = 0; i < lines; i++) {
            friend.send(line + "\n");
        }
        soon().until(() -> keptTexts(alice, CAROL, Author.PEER).size(), Integer.valueOf(lines)::equals);
        int shown = texts(alice, CAROL, Author.PEER).size();
        byte[] unanswered = ("\u0085".repeat(8_000) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int i = 0; i < 20; i++) {
            PeerId stranger = new PeerId("stranger-" + i);
            ClassicLink link = classic(stranger).dial(ALICE);
            for (int j = 0; j < 32; j++) {
                link.send(unanswered);
            }
            link.close();
            soon().until(() -> alice.conversation(stranger).map(Conversation::unread), Optional.of(33)::equals);
        }
        assertEquals(shown, texts(alice, CAROL, Author.PEER).size());
        assertEquals(lines, keptTexts(alice, CAROL, Author.PEER).size());
        long strangers = alice.conversations().stream()
                .filter(conversation -> !conversation.peer().equals(CAROL))
                .flatMap(conversation -> conversation.messages().stream())
                .mapToLong(message -> message.text().length())
                .sum();
        assertTrue(strangers <= MessageBudget.STRANGERS, () -> strangers + " characters");
    }

    @Test
    void aHalfClosedLinkEndsTheCallAfterWhatWasWritten() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink bob = connected(alice, BOB);
        bob.send("no line end");
        bob.closeOutput();
        awaitTexts(alice, BOB, Author.PEER, "no line end");
        awaitState(alice, BOB, CallState.ENDED);
    }

    @Test
    void whoeverDoesNotReadHoldsUpOnlyHimself() throws Exception {
        ConversationService alice = client(ALICE);
        connected(alice, BOB);
        ClassicLink friend = connected(alice, CAROL);
        String much = "x".repeat(60_000);
        for (int i = 0; i < Wire.MAX_QUEUED + 10; i++) {
            var _ = alice.send(BOB, much);
        }
        assertEquals("hello", answered(alice, friend));
    }

    @Test
    void callsThatEndAtOnceLeaveNoLinkOpen() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        for (int i = 0; i < 200; i++) {
            bob.dial(ALICE).close();
        }
        soon().until(() -> ((LinkConversationService) alice).refusedCalls() == 190);
        // All hundred can still be had.
        ClassicPeer carol = classic(CAROL);
        carol.dial(ALICE);
        awaitState(alice, CAROL, CallState.INCOMING);
    }

    private ClassicLink connected(ConversationService alice, PeerId peer) throws LinkException, InterruptedException {
        ClassicLink link = classic(peer).dial(ALICE);
        awaitState(alice, peer, CallState.INCOMING);
        alice.answer(peer);
        awaitState(alice, peer, CallState.CONNECTED);
        assertEquals("", link.line()); // the sign of life
        return link;
    }

    /** Of those that have come from him: at first there are none. */
    private static void awaitLastText(ConversationService alice, String text) {
        soon().until(() -> {
            List<String> texts = texts(alice, BOB, Author.PEER);
            return !texts.isEmpty() && texts.getLast().equals(text);
        });
    }

    private static String answered(ConversationService alice, ClassicLink friend) throws Exception {
        sent(alice.send(CAROL, "hello"));
        return friend.line();
    }
}
