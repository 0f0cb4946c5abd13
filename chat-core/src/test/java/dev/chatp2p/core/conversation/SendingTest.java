package dev.chatp2p.core.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.ClassicPeer.ClassicLink;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendingTest extends ConversationTestBase {

    @Test
    void messagesKeepTheirOrderBothWays() throws Exception {
        ConversationService alice = client(ALICE);
        ConversationService bob = client(BOB);
        alice.call(BOB);
        awaitState(bob, ALICE, CallState.INCOMING);
        bob.answer(ALICE);
        awaitState(alice, BOB, CallState.CONNECTED);
        List<String> all =
                IntStream.range(0, 1000).mapToObj(i -> "message " + i).toList();
        CompletionStage<Message> last = CompletableFuture.failedStage(new IllegalStateException("nothing sent"));
        for (String text : all) {
            last = alice.send(BOB, text);
            if (text.endsWith("99")) {
                sent(last); // no more than fit into the queue
            }
            bob.send(ALICE, text.equals("message 7") ? "in between" : "\n");
        }
        sent(last);
        soon().until(() -> keptTexts(bob, ALICE, Author.PEER).size() == 1000);
        assertEquals(all, keptTexts(bob, ALICE, Author.PEER));
        assertEquals(all, keptTexts(alice, BOB, Author.ME));
        soon().until(() -> keptTexts(alice, BOB, Author.PEER), List.of("in between")::equals);
    }

    @Test
    void textOfSeveralLinesIsSentLineByLineAndShownAsOneMessage() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = connected(alice);
        Message message = sent(alice.send(BOB, "\n  one\r\ntwo\u2028th\u0007ree\n\n"));
        assertEquals("  one\ntwo\nthree", message.text());
        assertEquals("  one", link.line());
        assertEquals("two", link.line());
        assertEquals("three", link.line());
        assertEquals(List.of(message.text()), texts(alice, BOB, Author.ME));
    }

    @Test
    void withoutAnOpenCallNothingIsSentOrShown() throws Exception {
        ConversationService alice = client(ALICE);
        assertEquals(Reason.CLOSED, notSent(alice.send(BOB, "hello")));
        classic(BOB).dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        assertEquals(Reason.CLOSED, notSent(alice.send(BOB, "hello")));
        alice.decline(BOB);
        assertEquals(Reason.CLOSED, notSent(alice.send(BOB, "hello")));
        assertEquals(List.of(), texts(alice, BOB, Author.ME));
    }

    @Test
    void emptyAndOversizedTextIsRefusedWithoutEndingTheCall() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = connected(alice);
        assertEquals(Reason.PROTOCOL, notSent(alice.send(BOB, " \n\t\u0000 ")));
        assertEquals(Reason.PROTOCOL, notSent(alice.send(BOB, "x".repeat(OutgoingText.MAX_BYTES + 1))));
        assertEquals(Reason.PROTOCOL, notSent(alice.send(BOB, "€".repeat(OutgoingText.MAX_BYTES / 2))));
        sent(alice.send(BOB, "x".repeat(OutgoingText.MAX_BYTES)));
        assertEquals(16 * 1024, link.line().length());
    }

    @Test
    void aPeerWhoDoesNotReadHoldsUpNobodyElseAndIsToldAsTooSlow() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink slow = connected(alice);
        PeerId carol = new PeerId("carol");
        ClassicPeer other = classic(carol);
        alice.call(carol);
        ClassicLink fast = other.accept();
        fast.send("\n");
        awaitState(alice, carol, CallState.CONNECTED);

        String large = "z".repeat(16 * 1024);
        List<CompletionStage<Message>> sending = new ArrayList<>();
        for (int i = 0; i < 2 * Wire.MAX_QUEUED; i++) {
            sending.add(alice.send(BOB, large));
        }
        assertEquals(Reason.TIMEOUT, notSent(sending.getLast()));
        sent(alice.send(carol, "hello"));
        assertEquals("hello", fast.line());

        for (int i = 0; i < Wire.MAX_QUEUED; i++) {
            assertEquals(large.length(), slow.line().length());
        }
        long delivered = sending.stream()
                .filter(stage -> !stage.toCompletableFuture().isCompletedExceptionally())
                .count();
        assertTrue(delivered >= Wire.MAX_QUEUED, "only " + delivered);
        sent(alice.send(BOB, "better now"));
    }

    @Test
    void whatIsStillQueuedFailsWhenTheNetworkLosesTheLink() throws Exception {
        ConversationService alice = client(ALICE);
        connected(alice);
        String large = "z".repeat(60 * 1024);
        List<CompletionStage<Message>> sending = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sending.add(alice.send(BOB, large));
        }
        sent(sending.getFirst());
        network.unplug(BOB);
        Reason reason = notSent(sending.getLast());
        assertTrue(reason == Reason.LOST || reason == Reason.CLOSED, reason.name());
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.LOST_CONNECTION);
    }

    private ClassicLink connected(ConversationService alice) throws Exception {
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink link = bob.accept();
        link.send("\n");
        awaitState(alice, BOB, CallState.CONNECTED);
        return link;
    }
}
