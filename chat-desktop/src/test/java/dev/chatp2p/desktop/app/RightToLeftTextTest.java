package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Notice;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.desktop.settings.SettingsSection;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names and words of people that are written from right to left can wrap wherever the window shows them. */
class RightToLeftTextTest {

    private static final String WORDS = "שלום, מה שלומך היום? אני מקווה שהכול בסדר אצלך ושאתה נהנה מהחיים. ";
    private static final PeerId FRIEND = new PeerId("שלום מה שלומך היום אני מקווה שהכול בסדר אצלך");

    @SuppressWarnings("NullAway.Init")
    private FakeChatWindow window;

    @BeforeEach
    void open() throws Exception {
        window = new FakeChatWindow(Locale.ENGLISH);
        window.tell(chat -> {
            chat.contacts().change(FRIEND, contact -> contact.withKnown(true));
            chat.tellPeople("+" + FRIEND.name());
        });
        window.clickRow("שלום");
        window.waitFor(
                window.window,
                () -> window.find(window.window, "#noMessagesTitle").isPresent());
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void inAConversationWithoutMessages() {
        layOutInManyWidths("#noMessagesTitle");
    }

    @Test
    void inNoticesOfAConversation() {
        window.tell(chat -> chat.tell(new ConversationEvent.MessageAdded(
                FRIEND,
                new Message(
                        UUID.randomUUID(),
                        Message.Author.SYSTEM,
                        WORDS,
                        Instant.now(),
                        false,
                        Delivery.NONE,
                        Optional.empty(),
                        Optional.of(Notice.of(Notice.Kind.THEY_DECLINED))))));
        layOutInManyWidths(".notice");
    }

    @Test
    void inTheStripOfALostCall() {
        window.tell(chat -> chat.tell(new ConversationEvent.CallChanged(
                FRIEND,
                new Call(
                        CallState.ENDED,
                        Instant.now(),
                        true,
                        "",
                        true,
                        Optional.of(EndReason.LOST_CONNECTION),
                        Optional.empty(),
                        WORDS))));
        layOutInManyWidths("#stripText");
    }

    @Test
    void inTheQuestionBeforeAConversationIsDeleted() {
        onFx(() -> {
            ((MenuButton) window.scene(window.window).lookup(".conversation-header .menu-button"))
                    .getItems()
                    .getLast()
                    .fire();
            return true;
        });
        layOutInManyWidths("#actionText");
    }

    @Test
    void inTheDetailsOfAContact() {
        window.press(window.window, KeyCode.I, KeyCode.CONTROL);
        onFx(() -> {
            ((TextArea) window.find(window.window, "#notes").orElseThrow()).setText(WORDS.repeat(3));
            ((ButtonBase) window.find(window.window, "#delete").orElseThrow()).fire();
            return true;
        });
        layOutInManyWidths("#confirmationText");
    }

    @Test
    void inASearchThatFindsNothing() {
        search(WORDS.strip());
        layOutInManyWidths("#emptyTitle");
    }

    @Test
    void inWhatASearchFinds() {
        window.tell(chat -> chat.history.add(
                FRIEND, new Message(UUID.randomUUID(), Message.Author.PEER, WORDS, Instant.now(), false)));
        search("שלומך");
        layOutInManyWidths(".hit-row");
    }

    @Test
    void inTheGreeting() {
        window.tell(chat -> chat.settings().change(settings -> settings.withGreeting(WORDS.repeat(2))));
        window.press(window.window, KeyCode.COMMA, KeyCode.CONTROL);
        onFx(() -> {
            ListView<?> sections = (ListView<?>) window.scene(window.window).lookup(".settings-sections");
            sections.getSelectionModel().select(sections.getItems().indexOf(SettingsSection.GREETING));
            return true;
        });
        layOutInManyWidths("#greeting");
    }

    @Test
    void inTheComposerWhoseHintNamesSomebody() {
        window.tell(chat -> chat.tellPeople(FRIEND.name()));
        layOutInManyWidths(".composer .text-area");
    }

    private void search(String words) {
        onFx(() -> {
            ((TextField) window.find(window.window, "#search").orElseThrow()).setText(words);
            return true;
        });
    }

    private void layOutInManyWidths(String shown) {
        assertTrue(
                ManyWidths.layOut(
                        window,
                        window.window,
                        440,
                        shown,
                        node -> !(node instanceof Labeled) || ManyWidths.isInLines(node)),
                "some width needs several lines");
    }
}
