package dev.chatp2p.desktop.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.ModelFixture;
import dev.chatp2p.desktop.conversation.ConversationExporter.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationActionsModelTest {

    private final ModelFixture window = new ModelFixture();
    private final ConversationActionsModel actions = window.actions;
    private final Message one = new Message(UUID.randomUUID(), Author.PEER, "one", FakeChat.NOON, false);
    private final Message two = new Message(UUID.randomUUID(), Author.PEER, "two", FakeChat.NOON, false);

    @BeforeEach
    void openBob() {
        window.chat.history.add(ModelFixture.BOB, one);
        window.chat.history.add(ModelFixture.BOB, two);
        window.navigation.show(ModelFixture.BOB);
    }

    @Test
    void deletingAsksFirstAndCanBeUndone() {
        actions.askToDelete(List.of(one, two));
        assertEquals("Delete these 2 messages here? bob keeps their copies.", bar().sentence());
        assertEquals(List.of(), window.chat.asked);
        actions.act();
        assertEquals("2 messages were deleted", bar().sentence());
        assertEquals("Undo", bar().action());
        actions.act();
        assertEquals(List.of("delete bob 2", "undo delete"), window.chat.asked);
        assertEquals(ActionBar.NONE, bar());
    }

    @Test
    void noIsNo() {
        actions.askToDeleteConversation();
        assertEquals("Delete the whole conversation with bob here? They keep their copy.", bar().sentence());
        actions.dismiss();
        actions.act();
        assertEquals(List.of(), window.chat.asked);
    }

    @Test
    void aQuestionAboutOneConversationIsNotAnsweredInAnother() {
        actions.askToDeleteConversation();
        window.navigation.show(ModelFixture.CAROL);
        actions.act();
        assertEquals(List.of(), window.chat.asked);
    }

    @Test
    void theWayBackIsOfferedForAWhile() {
        actions.askToDelete(List.of(one));
        actions.act();
        window.timers.advance(ConversationActionsModel.UNDO);
        assertEquals(ActionBar.NONE, bar());
    }

    @Test
    void aConversationIsWrittenToAFileThatThePersonChooses() {
        actions.export(Format.JSON);
        assertEquals(List.of("save chat-bob.json"), window.files.asked);
        window.files.choice = Optional.of(Path.of("there.json"));
        actions.export(Format.JSON);
        assertEquals("export bob as JSON to there.json", window.files.asked.getLast());
        window.files.exporting.complete(2L);
        assertEquals("2 messages were written to there.json", bar().sentence());
    }

    @Test
    void aLongExportSaysHowFarItIsAndCanBeCancelled() {
        window.files.choice = Optional.of(Path.of("there.txt"));
        actions.export(Format.TEXT);
        assertEquals(new ActionBar(ActionBar.Kind.PROGRESS, "Writing there.txt…", "Cancel"), bar());
        window.files.told.at(3_000, 100_000);
        assertEquals("Writing there.txt: 3,000 of 100,000 messages…", bar().sentence());
        actions.act();
        assertTrue(window.files.exporting.isCompletedExceptionally());
        assertEquals(ActionBar.NONE, bar());
    }

    @Test
    void aQuestionIsNotPutAwayByAnExportThatGoesOn() {
        window.files.choice = Optional.of(Path.of("there.txt"));
        actions.export(Format.TEXT);
        actions.askToDeleteConversation();
        window.files.told.at(3_000, 100_000);
        assertEquals(ActionBar.Kind.QUESTION, bar().kind());
    }

    @Test
    void anExportEndsWithTheWindow() {
        window.files.choice = Optional.of(Path.of("there.txt"));
        actions.export(Format.TEXT);
        actions.close();
        assertTrue(window.files.exporting.isCompletedExceptionally());
    }

    @Test
    void whatCouldNotBeWrittenSaysSo() {
        window.files.choice = Optional.of(Path.of("there.txt"));
        actions.export(Format.TEXT);
        window.files.exporting.completeExceptionally(new IOException("no room"));
        assertEquals(ActionBar.Kind.PROBLEM, bar().kind());
    }

    @Test
    void aMessageThatFailedIsSentOnceMore() {
        actions.retry(one);
        assertEquals(List.of("retry bob"), window.chat.asked);
    }

    private ActionBar bar() {
        return actions.barProperty().get();
    }
}
