package dev.chatp2p.desktop.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.ModelFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationSearchModelTest {

    private final ModelFixture window = new ModelFixture();
    private final ConversationSearchModel search = window.search;
    private final List<Message> kept = new ArrayList<>();
    private final List<ScrollTarget> scrolled = new ArrayList<>();

    @BeforeEach
    void openBob() {
        for (int i = 0; i < 300; i++) {
            kept.add(new Message(
                    UUID.randomUUID(),
                    Author.PEER,
                    i % 100 == 0 ? "the router " + i : "line " + i,
                    FakeChat.NOON.plus(Duration.ofSeconds(i)),
                    false));
            window.chat.history.add(ModelFixture.BOB, kept.getLast());
        }
        window.navigation.show(ModelFixture.BOB);
        window.messages.onScroll(scrolled::add);
        search.open();
    }

    @Test
    void hitsAreCountedAndGoneToFromTheNewestToTheOldestAndAround() {
        look("rout");
        assertEquals("1 of 3", search.countProperty().get());
        assertEquals("rout", search.markedProperty().get());
        assertEquals(List.of(200), shown());
        search.next();
        search.next();
        assertEquals("3 of 3", search.countProperty().get());
        search.next();
        search.previous();
        assertEquals(List.of(200, 100, 0, 200, 0), shown());
    }

    @Test
    void whatIsTypedIsLookedForAfterAPauseOrAtOnceWithEnter() {
        search.wordsProperty().set("router");
        assertEquals("", search.countProperty().get());
        search.next();
        assertEquals("1 of 3", search.countProperty().get());
    }

    @Test
    void nothingFoundSaysSo() {
        look("carrot");
        assertEquals("Nothing found", search.countProperty().get());
        search.next();
        assertEquals(List.of(), scrolled);
    }

    @Test
    void anotherConversationEndsIt() {
        look("router");
        window.navigation.show(ModelFixture.CAROL);
        assertFalse(search.showingProperty().get());
        assertEquals("", search.markedProperty().get());
        assertEquals("", search.wordsProperty().get());
    }

    private void look(String words) {
        search.wordsProperty().set(words);
        window.timers.advance(ConversationSearchModel.PAUSE);
    }

    private List<Integer> shown() {
        return scrolled.stream()
                .filter(ScrollTarget.To.class::isInstance)
                .map(ScrollTarget.To.class::cast)
                .map(to -> kept.stream().map(Message::id).toList().indexOf(to.message()))
                .toList();
    }
}
