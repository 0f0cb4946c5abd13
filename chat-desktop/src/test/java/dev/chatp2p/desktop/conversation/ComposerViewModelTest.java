package dev.chatp2p.desktop.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.Conversation;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.ModelFixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposerViewModelTest {

    private final ModelFixture window = new ModelFixture();
    private final ComposerViewModel composer = window.composer;

    @BeforeEach
    void openBob() {
        window.chat.tellPeople("+bob", "+carol");
        window.navigation.show(ModelFixture.BOB);
    }

    @Test
    void sendingEmptiesTheComposerWhateverTheCallDoes() {
        composer.draftProperty().set("  hello  ");
        composer.send();
        assertEquals(List.of("post bob: hello"), posts());
        assertEquals("", composer.draftProperty().get());
    }

    @Test
    void blankTextIsNotSent() {
        composer.draftProperty().set(" \n ");
        composer.send();
        assertEquals(List.of(), posts());
    }

    @Test
    void aTextThatCouldNotBeKeptComesBackWithTheReason() {
        composer.draftProperty().set("hello");
        composer.send();
        composer.draftProperty().set("more");
        window.chat.sending.completeExceptionally(new LinkException(Reason.PROTOCOL, "The disk is full."));
        assertEquals("hello\nmore", composer.draftProperty().get());
        assertEquals(
                "The disk is full.", window.conversation.screen().strip().sentence());
    }

    @Test
    void aTextThatCouldNotBeKeptComesBackToItsOwnConversation() {
        composer.draftProperty().set("for bob");
        composer.send();
        window.navigation.show(ModelFixture.CAROL);
        window.chat.sending.completeExceptionally(new LinkException(Reason.LOST, "The connection is lost."));
        assertEquals("", composer.draftProperty().get());
        window.navigation.show(ModelFixture.BOB);
        assertEquals("for bob", composer.draftProperty().get());
    }

    @Test
    void aTextThatIsTooLongStaysAndSaysSoBeforeItIsSent() {
        String tooLong = "ä".repeat(ComposerViewModel.MAX_TEXT_BYTES / 2 + 1);
        composer.draftProperty().set(tooLong);
        assertTrue(composer.problemProperty().get().contains("64 KiB"));
        composer.send();
        assertEquals(List.of(), posts());
        assertEquals(tooLong, composer.draftProperty().get());
        composer.draftProperty().set(tooLong.substring(1));
        assertEquals("", composer.problemProperty().get());
    }

    @Test
    void everyConversationKeepsItsDraft() {
        composer.draftProperty().set("for bob");
        window.navigation.show(ModelFixture.CAROL);
        assertEquals("", composer.draftProperty().get());
        composer.draftProperty().set("for carol");
        window.navigation.show(ModelFixture.BOB);
        assertEquals("for bob", composer.draftProperty().get());
    }

    @Test
    void aDraftIsKeptBeyondThisRunOnceNobodyTypesOrSomebodyLeaves() {
        composer.draftProperty().set("h");
        composer.draftProperty().set("he");
        assertEquals(Map.of(), window.chat.keptDrafts);
        window.timers.advance(ComposerViewModel.DRAFT_PAUSE);
        assertEquals(Map.of(ModelFixture.BOB, "he"), window.chat.keptDrafts);
        composer.draftProperty().set("hello");
        window.navigation.show(ModelFixture.CAROL);
        assertEquals(Map.of(ModelFixture.BOB, "hello"), window.chat.keptDrafts);
    }

    @Test
    void aDraftOfAnEarlierRunIsThereAgain() {
        window.chat.tell(new ConversationEvent.Opened(
                new Conversation(ModelFixture.BOB, Call.NONE, List.of(), 0, "from yesterday")));
        assertEquals("from yesterday", composer.draftProperty().get());
    }

    @Test
    void onlyWhoeverTypesIsToldToBeTyping() {
        composer.draftProperty().set("h");
        assertEquals(List.of("typing bob"), window.chat.asked);
        window.timers.advance(ComposerViewModel.TYPING_PAUSE);
        assertEquals(List.of("typing bob", "not typing bob"), window.chat.asked);
        window.navigation.show(ModelFixture.CAROL);
        window.navigation.show(ModelFixture.BOB);
        assertEquals(List.of("typing bob", "not typing bob"), window.chat.asked);
    }

    @Test
    void anAnswerNamesWhatItAnswersOnceOnly() {
        Message question = new Message(UUID.randomUUID(), Author.PEER, "Did the third\nrouter come up?", FakeChat.NOON, false);
        composer.replyTo(question);
        assertEquals(
                Optional.of(new ComposerViewModel.Reply("bob", "Did the third router come up?")),
                composer.replyProperty().get());
        window.navigation.show(ModelFixture.CAROL);
        assertEquals(Optional.empty(), composer.replyProperty().get());
        window.navigation.show(ModelFixture.BOB);
        composer.draftProperty().set("yes");
        composer.send();
        composer.draftProperty().set("and no");
        composer.send();
        assertEquals(List.of("post bob: yes (reply)", "post bob: and no"), posts());
    }

    @Test
    void pastedTextHoldsNoControlCharacters() {
        assertEquals("a\tb\nc", ComposerViewModel.clean("a\tb\r\nc\u0007\u001b"));
    }

    private List<String> posts() {
        return window.chat.asked.stream().filter(what -> what.startsWith("post ")).toList();
    }
}
