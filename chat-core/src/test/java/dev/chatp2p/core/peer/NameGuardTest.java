package dev.chatp2p.core.peer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.PeerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NameGuardTest {

    private final StoredContactService contacts = new StoredContactService(ContactStore.none());
    private volatile Optional<PeerId> self = Optional.of(new PeerId("mia"));
    private final NameGuard guard = new NameGuard(contacts, () -> self);

    @AfterEach
    void close() {
        guard.close();
        contacts.close();
    }

    @Test
    void aStrangerWhoseNameLooksLikeThatOfSomebodyWeKnowIsTold() {
        know("alice", "");
        know("bob", "Robert Brown");
        assertEquals(List.of("alice"), mistaken("аlice", ""));
        assertEquals(List.of("alice"), mistaken("Alice", ""));
        assertEquals(List.of("bob"), mistaken("x7", "Rоbert Brown"));
        assertEquals(List.of("bob"), mistaken("robert brown", ""));
        assertEquals(List.of("alice"), mistaken("x8", "Alice"));
        assertEquals(List.of(), mistaken("carol", "Carol"));
    }

    @Test
    void nobodyIsMistakenForThemselves() {
        know("alice", "Alice");
        assertEquals(List.of(), mistaken("alice", "Alice"));
        assertEquals(List.of(), mistaken("mia", ""));
    }

    @Test
    void whoeverLooksLikeOurselvesIsToldOnceWeKnowWhoWeAre() {
        know("MIA", "");
        assertEquals(List.of("mia", "MIA"), mistaken("mіa", ""));
        self = Optional.empty();
        assertEquals(List.of("MIA"), mistaken("mіa", ""));
    }

    @Test
    void twoPeopleWeKnowMayLookAlikeToo() {
        know("jose", "José");
        know("josé", "");
        assertEquals(List.of("josé"), mistaken("jose", "José"));
        assertEquals(List.of("jose"), mistaken("josé", ""));
    }

    @Test
    void onlyThoseWeKnowCount() {
        contacts.change(new PeerId("alice"), contact -> contact.withNotes("wrote once"));
        know("bob", "");
        await().until(() -> mistaken("b0b", "").equals(List.of("bob")));
        assertEquals(List.of(), mistaken("аlice", ""));
        contacts.remove(new PeerId("bob"));
        await().until(() -> mistaken("b0b", "").isEmpty());
    }

    @Test
    void aNewDisplayNameTakesThePlaceOfTheOldOne() {
        know("x1", "Alice");
        know("x1", "Bob");
        await().until(() -> mistaken("b0b", "").equals(List.of("x1")));
        assertEquals(List.of(), mistaken("alice", ""));
    }

    @Test
    void namesThatComeDownToNothingAreNotAlike() {
        contacts.change(new PeerId("\u200b"), contact -> contact.withKnown(true));
        know("bob", "");
        assertEquals(List.of(), mistaken("\u200c", ""));
    }

    @Test
    void anAnswerHasAnEndHoweverManyPeopleLookAlikeAndTakesNoTime() {
        Map<PeerId, Listing> people = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            people.put(new PeerId("peer-" + i), new Listing(i % 2 == 0 ? "Thomas Müller" : "Person " + i, ""));
        }
        contacts.list(people, id -> false);
        await().until(() -> mistaken("x", "Person 9999").equals(List.of("peer-9999")));
        await().until(() -> mistaken("x", "thomas muller").size() == NameGuard.MAX_ANSWER);
        Contact stranger = new Contact(new PeerId("x"), false, Contact.Answering.ASK, "Thomas Muller", "", "");
        long start = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            guard.couldBeMistakenFor(stranger);
        }
        Duration each = Duration.ofNanos((System.nanoTime() - start) / 10_000);
        assertTrue(each.compareTo(Duration.ofMillis(1)) < 0, () -> "each question took " + each);
    }

    private void know(String identity, String displayName) {
        PeerId id = new PeerId(identity);
        contacts.change(id, contact -> contact.withKnown(true).withDisplayName(displayName));
        await().until(() -> contacts.contact(id).displayName().equals(displayName));
        // The guard hears of it after the contacts have it.
        String probe = displayName.isEmpty() ? identity : displayName;
        await().until(() -> guard.couldBeMistakenFor(
                        new Contact(new PeerId("probe"), false, Contact.Answering.ASK, probe, "", ""))
                .contains(id));
    }

    private List<String> mistaken(String identity, String displayName) {
        return guard
                .couldBeMistakenFor(
                        new Contact(new PeerId(identity), false, Contact.Answering.ASK, displayName, "", ""))
                .stream()
                .map(PeerId::name)
                .toList();
    }
}
