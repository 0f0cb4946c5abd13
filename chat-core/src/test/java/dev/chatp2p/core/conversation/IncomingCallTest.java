package dev.chatp2p.core.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.ClassicPeer.ClassicLink;
import dev.chatp2p.core.conversation.Message.Author;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncomingCallTest extends ConversationTestBase {

    @Test
    void aCallRingsWithItsGreeting() throws Exception {
        ConversationService alice = client(ALICE);
        classic(BOB).dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        Call call = call(alice, BOB);
        assertEquals("hi there", call.greeting());
        assertEquals("bob is calling.", call.sentence());
        assertFalse(call.outgoing());
        assertTrue(call.peerVouched());
    }

    @Test
    void answeringSendsOneEmptyLineSoThatTheCallerSeesIt() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = classic(BOB).dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        assertEquals("", link.line());
        sent(alice.send(BOB, "hello"));
        assertEquals("hello", link.line());
        assertEquals(CallState.CONNECTED, call(alice, BOB).state());
        assertEquals(List.of("You answered bob's call"), texts(alice, BOB, Author.SYSTEM));
    }

    @Test
    void callingSomebodyWhoIsCallingUsAnswers() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = classic(BOB).dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.call(BOB);
        assertEquals("", link.line());
        awaitState(alice, BOB, CallState.CONNECTED);
    }

    @Test
    void whatTheCallerWritesBeforeTheAnswerIsShownAfterIt() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = classic(BOB).dial(ALICE);
        link.send("one\ntwo\n");
        awaitState(alice, BOB, CallState.INCOMING);
        assertEquals(List.of(), texts(alice, BOB, Author.PEER));
        alice.answer(BOB);
        awaitTexts(alice, BOB, Author.PEER, "one", "two");
        link.send("three\n");
        awaitTexts(alice, BOB, Author.PEER, "one", "two", "three");
        soon().until(() -> conversation(alice, BOB).unread() == 3);
    }

    @Test
    void moreTextBeforeTheAnswerThanCanBeKeptIsDroppedWithAMark() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = classic(BOB).dial(ALICE);
        link.send("line\n".repeat(300));
        link.close();
        // The lines are read before the end of the link, so all of them have been looked at now.
        awaitEnd(alice, BOB, CallState.MISSED, EndReason.CANCELLED);
        soon().until(() -> texts(alice, BOB, Author.SYSTEM)
                .contains("44 more lines that came before the answer could not be kept"));
        // This stranger's conversation has no more room than any.
        assertEquals(
                MessageLog.MAX_MESSAGES, conversation(alice, BOB).messages().size());
    }

    @Test
    void decliningClosesTheLinkAndDropsWhatWasWritten() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = classic(BOB).dial(ALICE);
        link.send("buy this\n");
        awaitState(alice, BOB, CallState.INCOMING);
        alice.decline(BOB);
        awaitEnd(alice, BOB, CallState.DECLINED, EndReason.DECLINED);
        assertEquals("", link.readToEnd());
        assertEquals(List.of("You declined a call from bob"), texts(alice, BOB, Author.SYSTEM));
        assertEquals(List.of(), texts(alice, BOB, Author.PEER));
        assertEquals(0, conversation(alice, BOB).unread());
    }

    @Test
    void hangingUpAnIncomingCallDeclinesIt() throws Exception {
        ConversationService alice = client(ALICE);
        classic(BOB).dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.hangUp(BOB);
        awaitEnd(alice, BOB, CallState.DECLINED, EndReason.DECLINED);
    }

    @Test
    void aCallWeDoNotAnswerWithinSixtySecondsIsMissed() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = classic(BOB).dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        timers.advance(Duration.ofSeconds(60));
        awaitEnd(alice, BOB, CallState.MISSED, EndReason.NO_ANSWER);
        assertEquals("", link.readToEnd());
        awaitTexts(alice, BOB, Author.SYSTEM, "Missed call from bob");
        soon().until(() -> conversation(alice, BOB).unread() == 1);
        alice.markRead(BOB);
        soon().until(() -> conversation(alice, BOB).unread() == 0);
        alice.markUnread(BOB);
        alice.markUnread(BOB);
        soon().until(() -> conversation(alice, BOB).unread() == 1);
    }

    @Test
    void aCallerWhoGivesUpLeavesAMissedCall() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = classic(BOB).dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        link.close();
        Call ended = awaitEnd(alice, BOB, CallState.MISSED, EndReason.CANCELLED);
        assertEquals("bob gave up before you could answer.", ended.sentence());
        awaitTexts(alice, BOB, Author.SYSTEM, "Missed call from bob");
    }

    @Test
    void aCallerTheNetworkLosesLeavesAMissedCallToo() throws Exception {
        ConversationService alice = client(ALICE);
        classic(BOB).dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        network.unplug(BOB);
        awaitEnd(alice, BOB, CallState.MISSED, EndReason.LOST_CONNECTION);
    }

    @Test
    void anAnswerDoesNotRingOutLater() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = classic(BOB).dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        awaitState(alice, BOB, CallState.CONNECTED);
        timers.advance(Duration.ofMinutes(5));
        link.send("still here\n");
        awaitTexts(alice, BOB, Author.PEER, "still here");
        assertEquals(CallState.CONNECTED, call(alice, BOB).state());
    }

    @Test
    void aSecondCallReplacesTheFirstOneSilently() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        ClassicLink first = bob.dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        ClassicLink second = bob.dial(ALICE, "me again".getBytes(UTF_8));
        assertEquals("", first.readToEnd());
        soon().until(() -> call(alice, BOB).greeting(), "me again"::equals);
        assertEquals(CallState.INCOMING, call(alice, BOB).state());
        assertEquals(List.of(), texts(alice, BOB, Author.SYSTEM));
        alice.answer(BOB);
        assertEquals("", second.line());
        awaitState(alice, BOB, CallState.CONNECTED);
    }

    @Test
    void answeringOrDecliningWithoutACallDoesNothing() throws Exception {
        ConversationService alice = client(ALICE);
        alice.answer(BOB);
        alice.decline(BOB);
        alice.hangUp(BOB);
        alice.markRead(BOB);
        classic(BOB).dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        assertEquals(Optional.empty(), call(alice, BOB).end());
    }

    @Test
    void greetingsAreMadeSafeAndShort() throws Exception {
        assertEquals("hi there", Greeting.show("hi there [chat/1]".getBytes(UTF_8)));
        assertEquals("", Greeting.show(" [chat/1]".getBytes(UTF_8)));
        assertEquals("a␛[31mb␊c", Greeting.show("a\u001b[31mb\nc".getBytes(UTF_8)));
        assertEquals("⟨U+202E⟩abc", Greeting.show("\u202eabc".getBytes(UTF_8)));
        assertEquals("\ufffd\ufffdok", Greeting.show(new byte[] {(byte) 0xff, (byte) 0xfe, 'o', 'k'}));
        assertEquals(
                Greeting.MAX_LENGTH,
                Greeting.show("x".repeat(4096).getBytes(UTF_8)).length());
    }
}
