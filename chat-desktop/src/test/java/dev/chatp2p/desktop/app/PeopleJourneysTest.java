package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.desktop.FakeChat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do with the list on the left and what belongs to it, with mouse and keyboard. */
class PeopleJourneysTest {

    private static final PeerId MALLORY = new PeerId("mallory");

    private FakeChatWindow alice;

    @BeforeEach
    void openWindow() throws TimeoutException {
        alice = new FakeChatWindow(Locale.ENGLISH);
        alice.know("bob");
        alice.tell(chat -> chat.tellPeople("+bob", "+carol", "dana"));
    }

    @AfterEach
    void closeWindow() {
        alice.close();
    }

    @Test
    void aStrangerIsAcceptedAndIsNoRequestAnyMore() {
        alice.tell(chat -> chat.tellMessage("mallory", Author.PEER, "hi there"));
        alice.waitForText(alice.window, ".contact-cell .last-line", "wants to talk: “hi there”");
        assertTrue(onFx(() -> alice.find(alice.window, ".call-bar").isEmpty()));
        alice.click(alice.window, ".request-accept");
        alice.waitUntilGone(alice.window, ".request-accept");
        assertTrue(onFx(() -> alice.chat.contacts().contact(MALLORY).known()));
        alice.waitForText(alice.window, ".conversation-header .name", "mallory");
    }

    @Test
    void aStrangerIsBlockedAndTheBlockIsTakenBack() {
        alice.tell(chat -> chat.tellMessage("mallory", Author.PEER, "buy this"));
        alice.click(alice.window, ".request-last");
        alice.waitForText(alice.window, ".problem-line .label", "mallory was blocked");
        assertTrue(onFx(() -> alice.chat.contacts().contact(MALLORY).blocked()));
        alice.click(alice.window, ".undo");
        alice.waitFor(
                alice.window, () -> !alice.chat.contacts().contact(MALLORY).blocked());
        alice.waitUntilGone(alice.window, ".undo");
    }

    @Test
    void aStrangersCallIsAnsweredInItsRow() {
        alice.tell(chat -> chat.tellCall("mallory", CallState.INCOMING));
        alice.waitForText(alice.window, ".request-accept", "Answer");
        assertTrue(onFx(() -> alice.find(alice.window, ".call-bar").isEmpty()));
        alice.click(alice.window, ".request-accept");
        alice.waitFor(alice.window, () -> alice.chat.asked.contains("answer mallory"));
    }

    @Test
    void theBarOfCallsTakesNoFocusAndEscapeAnswersNothing() {
        alice.clickRow("bob");
        alice.click(alice.window, ".contacts-header .custom-text-field");
        alice.tell(chat -> chat.tellCall("bob", CallState.INCOMING));
        alice.waitForText(alice.window, ".call-bar .name", "bob is calling");
        assertTrue(onFx(() -> alice.scene(alice.window).getFocusOwner() instanceof TextField));
        alice.press(alice.window, KeyCode.ESCAPE);
        assertFalse(onFx(() -> alice.chat.asked.stream().anyMatch(asked -> asked.endsWith(" bob"))));
        alice.press(alice.window, KeyCode.ENTER, KeyCode.CONTROL);
        alice.waitFor(alice.window, () -> alice.chat.asked.contains("answer bob"));
    }

    @Test
    void aMessageThatIsFoundOpensItsConversation() {
        Message message = new Message(UUID.randomUUID(), Author.PEER, "the third router", FakeChat.NOON, false);
        alice.tell(chat -> chat.history.add(new PeerId("carol"), message));
        alice.click(alice.window, ".contacts-header .custom-text-field");
        alice.write(alice.window, "rout");
        alice.waitFor(alice.window, () -> alice.row("carol: the third router").isPresent());
        alice.press(alice.window, KeyCode.ENTER);
        alice.waitForText(alice.window, ".conversation-header .name", "carol");
    }

    @Test
    void theQuickSwitcherJumpsToAPersonByAFewLetters() {
        alice.clickRow("bob");
        alice.press(alice.window, KeyCode.K, KeyCode.CONTROL);
        alice.waitFor(
                alice.window, () -> alice.find(alice.window, ".quick-switch").isPresent());
        alice.write(alice.window, "dn");
        alice.press(alice.window, KeyCode.ENTER);
        alice.waitForText(alice.window, ".conversation-header .name", "dana");
        alice.waitUntilGone(alice.window, ".quick-switch");
        alice.press(alice.window, KeyCode.K, KeyCode.CONTROL);
        alice.press(alice.window, KeyCode.ESCAPE);
        alice.waitUntilGone(alice.window, ".quick-switch");
        alice.waitForText(alice.window, ".conversation-header .name", "dana");
    }

    @Test
    void notesAreWrittenOnThePageOfAContact() {
        alice.clickRow("bob");
        alice.press(alice.window, KeyCode.I, KeyCode.CONTROL);
        alice.waitForText(alice.window, ".details-name", "bob");
        Node notes =
                onFx(() -> alice.find(alice.window, ".details-page .text-area").orElseThrow());
        onFx(() -> {
            notes.requestFocus();
            return true;
        });
        alice.write(alice.window, "likes tea");
        assertEquals("likes tea", onFx(() -> ((TextArea) notes).getText()));
        alice.press(alice.window, KeyCode.ESCAPE);
        alice.waitUntilGone(alice.window, ".details-page");
        assertEquals(
                "likes tea",
                onFx(() -> alice.chat.contacts().contact(new PeerId("bob")).notes()));
    }

    @Test
    void answeringWithoutAskingIsWarnedOf() {
        alice.clickRow("bob");
        alice.press(alice.window, KeyCode.I, KeyCode.CONTROL);
        alice.waitForText(alice.window, ".details-name", "bob");
        alice.robot.clickOn("Answer at once, without asking");
        alice.waitFor(
                alice.window, () -> alice.find(alice.window, ".details-caution").isPresent());
        assertEquals(
                Contact.Answering.ALWAYS,
                onFx(() -> alice.chat.contacts().contact(new PeerId("bob")).answering()));
    }

    @Test
    void aContactIsAddedByName() {
        alice.press(alice.window, KeyCode.N, KeyCode.CONTROL);
        alice.waitFor(
                alice.window, () -> alice.find(alice.window, ".add-contact").isPresent());
        alice.press(alice.window, KeyCode.ENTER);
        alice.waitForText(alice.window, ".field-problem", "Type the name");
        alice.write(alice.window, "zoe");
        alice.press(alice.window, KeyCode.ENTER);
        alice.waitUntilGone(alice.window, ".add-contact");
        alice.waitFor(alice.window, () -> alice.row("zoe, Offline").isPresent());
    }

    @Test
    void sectionsFoldWithTheKeyboard() {
        alice.waitFor(alice.window, () -> alice.row("dana").isPresent());
        ListView<?> list = onFx(
                () -> (ListView<?>) alice.find(alice.window, ".contact-list").orElseThrow());
        onFx(() -> {
            list.requestFocus();
            list.getSelectionModel().select(0);
            return true;
        });
        alice.press(alice.window, KeyCode.LEFT);
        alice.waitFor(alice.window, () -> alice.row("bob").isEmpty());
        assertEquals(List.of(0), onFx(() -> List.copyOf(list.getSelectionModel().getSelectedIndices())));
        alice.press(alice.window, KeyCode.RIGHT);
        alice.waitFor(alice.window, () -> alice.row("bob").isPresent());
    }

    @Test
    void theOpenConversationStaysSelectedWhereverItsRowGoes() {
        alice.clickRow("carol");
        alice.tell(chat -> chat.tellMessage("bob", Author.PEER, "first", FakeChat.NOON));
        alice.tell(chat -> chat.tellMessage("dana", Author.ME, "second", FakeChat.NOON.plusSeconds(1)));
        alice.tell(chat -> chat.tellPeople("+bob", "carol", "+dana"));
        alice.waitFor(alice.window, () -> alice.row("carol, Offline").isPresent());
        alice.waitForText(alice.window, ".conversation-header .name", "carol");
        ListView<?> list = onFx(
                () -> (ListView<?>) alice.find(alice.window, ".contact-list").orElseThrow());
        assertEquals("carol", onFx(() -> String.valueOf(list.getSelectionModel().getSelectedItem())));
    }
}
