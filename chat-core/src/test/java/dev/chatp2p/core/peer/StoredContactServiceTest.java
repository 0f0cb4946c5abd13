package dev.chatp2p.core.peer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact.Answering;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoredContactServiceTest {

    private static final PeerId ANN = new PeerId("ann");
    private static final PeerId BOB = new PeerId("bob");
    private static final Contact NOTED = new Contact(BOB, true, Answering.ALWAYS, "Bobby", "", "");

    private final RecordingStore store = new RecordingStore();
    private final StoredContactService contacts = new StoredContactService(store);
    private final List<Contact> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        contacts.close();
    }

    @Test
    void whatIsKeptIsThereFromTheStartAndChangesAreKeptAndTold() {
        contacts.observe(heard::add);
        contacts.change(ANN, contact -> contact.withKnown(true));
        contacts.change(ANN, contact -> contact.withKnown(true));
        contacts.remove(BOB);
        contacts.close();
        Contact ann = Contact.unknown(ANN).withKnown(true);
        assertEquals(List.of(NOTED, ann, Contact.unknown(BOB)), heard);
        assertEquals(List.of("save " + ann, "remove bob"), store.calls);
        assertEquals(List.of(ann), contacts.contacts());
    }

    @Test
    void whatDirectoriesSayShowsButIsNotKept() {
        contacts.observe(heard::add);
        contacts.list(Map.of(ANN, new Listing("Ann", "Cook"), BOB, new Listing("Bob", "Boss")), id -> false);
        contacts.list(Map.of(BOB, new Listing("Bob", "Boss")), id -> false);
        contacts.close();
        assertEquals(List.of(), store.calls);
        assertEquals(List.of(new Contact(BOB, true, Answering.ALWAYS, "Bobby", "Boss", "")), contacts.contacts());
        assertEquals(Contact.unknown(ANN), heard.getLast());
        assertEquals(4, heard.size());
    }

    @Test
    void aChangeKeepsOnlyWhatItChanges() {
        contacts.list(Map.of(ANN, new Listing("Ann", "Cook")), id -> false);
        contacts.change(ANN, contact -> contact.withNotes("left-handed"));
        contacts.close();
        assertEquals(List.of("save " + Contact.unknown(ANN).withNotes("left-handed")), store.calls);
        assertEquals(new Contact(ANN, true, Answering.ASK, "Ann", "Cook", "left-handed"), contacts.contact(ANN));
    }

    @Test
    void whoeverIsRemovedStaysListed() {
        contacts.list(Map.of(BOB, new Listing("Bob", "")), id -> false);
        contacts.remove(BOB);
        contacts.remove(ANN);
        contacts.close();
        assertEquals(List.of("remove bob"), store.calls);
        assertEquals(new Contact(BOB, true, Answering.ASK, "Bob", "", ""), contacts.contact(BOB));
    }

    @Test
    void whoeverIsToStayKnownIsKeptWhenNoLongerListed() {
        contacts.list(Map.of(ANN, new Listing("Ann", "Cook"), BOB, new Listing("Bob", "")), id -> false);
        contacts.list(Map.of(), id -> true);
        await().until(() -> contacts.contact(ANN).title().isEmpty());
        contacts.close();
        assertEquals(List.of("save " + Contact.unknown(ANN).withKnown(true)), store.calls);
    }

    private static final class RecordingStore implements ContactStore {
        private final List<String> calls = new ArrayList<>();

        @Override
        public List<Contact> load() {
            return List.of(NOTED);
        }

        @Override
        public void save(Contact contact) {
            calls.add("save " + contact);
        }

        @Override
        public void remove(PeerId id) {
            calls.add("remove " + id);
        }
    }
}
