package dev.chatp2p.desktop.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.ModelFixture;
import dev.chatp2p.desktop.conversation.ScrollTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the field above the list finds. */
class SearchTest {

    private final ModelFixture window = new ModelFixture();

    @Test
    void messagesAreFoundOnceThePersonPauses() {
        said("bob", "The third router is up");
        window.contacts.filterProperty().set("rout");
        window.timers.advance(MessageSearch.PAUSE.minusMillis(1));
        assertEquals(List.of(), lines());
        window.timers.advance(Duration.ofMillis(1));
        assertEquals(List.of("MESSAGES · 1", "bob: The third [rout]er is up"), lines());
    }

    @Test
    void whatWasLookedForBeforeIsNotToldAnyMore() {
        said("bob", "The third router is up");
        window.contacts.filterProperty().set("rout");
        window.timers.advance(Duration.ofMillis(100));
        window.contacts.filterProperty().set("house");
        window.timers.advance(MessageSearch.PAUSE);
        assertEquals(List.of(), lines());
    }

    @Test
    void peopleComeFirstAndThoseWhoseNameBeginsSoBeforeTheOthers() {
        window.chat.tellPeople("+annabob", "+bob", "+mr.bob");
        said("carol", "bob is late");
        window.contacts.filterProperty().set("bob");
        window.timers.advance(MessageSearch.PAUSE);
        assertEquals(
                List.of("PEOPLE · 3", "bob", "mr.bob", "annabob", "MESSAGES · 1", "carol: [bob] is late"), lines());
    }

    @Test
    void titlesAndNotesAreLookedIntoToo() {
        window.chat
                .contacts()
                .change(
                        ModelFixture.BOB,
                        contact -> contact.withTitle("Straßenbau").withNotes("met in Zürich"));
        window.contacts.filterProperty().set("zurich");
        assertEquals(List.of("PEOPLE · 1", "bob"), lines());
        window.contacts.filterProperty().set("bob zürich");
        assertEquals(List.of("PEOPLE · 1", "bob"), lines());
        window.contacts.filterProperty().set("straße");
        assertEquals(List.of("PEOPLE · 1", "bob"), lines());
    }

    @Test
    void openingAHitGoesToTheMessage() {
        UUID message = said("bob", "The third router is up");
        window.contacts.filterProperty().set("third");
        window.timers.advance(MessageSearch.PAUSE);
        List<ScrollTarget> scrolled = new ArrayList<>();
        window.messages.onScroll(scrolled::add);
        window.contacts.openFirst();
        assertEquals(Optional.of(ModelFixture.BOB), window.navigation.selected());
        assertEquals(new ScrollTarget.To(message), scrolled.getLast());
    }

    @Test
    void theEndOfTheSearchShowsTheListAgain() {
        window.chat.tellPeople("+bob");
        said("bob", "The third router is up");
        window.contacts.filterProperty().set("third");
        window.timers.advance(MessageSearch.PAUSE);
        window.contacts.filterProperty().set("");
        assertEquals(List.of("ONLINE · 1", "bob"), lines());
        assertEquals(0, window.timers.waiting());
    }

    @Test
    void aSnippetBeginsShortlyBeforeWhatFits() {
        String text = "word ".repeat(50) + "and here is the Näedle\nof the haystack " + "word ".repeat(50);
        List<Snippet.Part> parts = Snippet.of(text, "naed hay");
        String shown = parts.stream().map(Snippet.Part::text).collect(Collectors.joining());
        assertTrue(shown.startsWith("…"), shown);
        assertTrue(shown.length() < 100, shown);
        assertEquals(
                List.of("Näed", "hay"),
                parts.stream()
                        .filter(Snippet.Part::fits)
                        .map(Snippet.Part::text)
                        .toList());
    }

    @Test
    void aSnippetMarksBeginningsOfWordsOnly() {
        assertEquals(
                List.of(
                        new Snippet.Part("not in inside but ", false),
                        new Snippet.Part("side", true),
                        new Snippet.Part("ways", false)),
                Snippet.of("not in inside but sideways", "side"));
        assertEquals(List.of(new Snippet.Part("nothing", false)), Snippet.of("nothing", "  "));
    }

    private UUID said(String peer, String text) {
        UUID id = UUID.randomUUID();
        window.chat.history.add(new PeerId(peer), new Message(id, Author.PEER, text, FakeChat.NOON, false));
        return id;
    }

    private List<String> lines() {
        return window.contacts.items().stream()
                .map(item -> switch (item) {
                    case ContactItem.Section section -> section.title();
                    case ContactRow row -> row.state().name();
                    case ContactItem.Hint hint -> hint.name();
                    case MessageHit hit ->
                        hit.name() + ": "
                                + hit.snippet().stream()
                                        .map(part -> part.fits() ? "[" + part.text() + "]" : part.text())
                                        .collect(Collectors.joining());
                })
                .toList();
    }
}
