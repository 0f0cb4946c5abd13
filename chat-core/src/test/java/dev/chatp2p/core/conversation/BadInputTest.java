package dev.chatp2p.core.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.ClassicPeer.ClassicLink;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.protocol.LineDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a peer may send that no chat program should. */
class BadInputTest extends ConversationTestBase {

    private ConversationService alice;
    private ClassicLink link;

    @BeforeEach
    void connect() throws Exception {
        alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        link = bob.accept();
        link.send("\n");
        awaitState(alice, BOB, CallState.CONNECTED);
    }

    @Test
    void aLineWithoutEndEndsTheCall() throws Exception {
        byte[] giant = new byte[2 * LineDecoder.MAX_UNENDED_BYTES];
        Arrays.fill(giant, (byte) 'x');
        assertThrows(LinkException.class, () -> link.send(giant));
        Call ended = awaitEnd(alice, BOB, CallState.ENDED, EndReason.PROTOCOL);
        assertEquals(Optional.of(Reason.PROTOCOL), ended.cause());
        assertTrue(ended.sentence().contains("more than 1 MiB without a line end"), ended.sentence());
        assertEquals(List.of(), texts(alice, BOB, Author.PEER));
    }

    @Test
    void aLineWithoutEndBeforeTheAnswerLeavesAMissedCall() throws Exception {
        ClassicPeer carol = classic(new PeerId("carol"));
        ClassicLink fromCarol = carol.dial(ALICE);
        byte[] giant = new byte[2 * LineDecoder.MAX_UNENDED_BYTES];
        assertThrows(LinkException.class, () -> fromCarol.send(giant));
        awaitEnd(alice, carol.name(), CallState.MISSED, EndReason.PROTOCOL);
        assertEquals(CallState.CONNECTED, call(alice, BOB).state());
    }

    @Test
    void aLongLineIsCutAndMarked() throws Exception {
        link.send("y".repeat(20 * 1024) + "\nshort\n");
        soon().until(() -> texts(alice, BOB, Author.PEER).size() == 2);
        List<Message> messages = conversation(alice, BOB).messages();
        Message cut = messages.get(messages.size() - 2);
        assertTrue(cut.cut());
        assertEquals(LineDecoder.MAX_LINE_BYTES, cut.text().length());
        assertEquals("short", messages.getLast().text());
        assertFalse(messages.getLast().cut());
    }

    @Test
    void binaryNoiseIsShownAsHarmlessText() throws Exception {
        byte[] noise = new byte[64 * 1024];
        new Random(3).nextBytes(noise);
        link.send(noise);
        link.send("\nand text again\n");
        soon().until(() -> texts(alice, BOB, Author.PEER).contains("and text again"));
        for (String text : texts(alice, BOB, Author.PEER)) {
            assertTrue(text.codePoints().noneMatch(c -> c != '\t' && Character.isISOControl(c)), text);
        }
        assertEquals(CallState.CONNECTED, call(alice, BOB).state());
    }

    @Test
    void bytesThatAreNoUtf8BecomeReplacementCharacters() throws Exception {
        link.send(new byte[] {'a', (byte) 0xc3, 'b', (byte) 0xff, '\n'});
        awaitTexts(alice, BOB, Author.PEER, "a\ufffdb\ufffd");
    }

    @Test
    void terminalCommandsAndDirectionOverridesAreWrittenOut() throws Exception {
        link.send("\u001b[2Jgone\n\u202etxt.exe\n");
        awaitTexts(alice, BOB, Author.PEER, "␛[2Jgone", "⟨U+202E⟩txt.exe");
    }
}
