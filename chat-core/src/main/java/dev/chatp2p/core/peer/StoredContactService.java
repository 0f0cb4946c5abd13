package dev.chatp2p.core.peer;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.concurrent.Observers;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.overlay.PeerId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Contacts in memory, kept in a {@link ContactStore}. */
public final class StoredContactService implements ContactService {

    private final ContactStore store;
    private final Lane lane = new Lane("contacts");
    private final Observers<Contact> observers = new Observers<>(lane);

    /** Written by the lane, but for the start; read by anyone. */
    private final Map<PeerId, Contact> contacts = new ConcurrentHashMap<>();

    /** Loads all contacts: blocks. */
    public StoredContactService(ContactStore store) {
        this.store = store;
        store.load().forEach(contact -> contacts.put(contact.id(), contact));
    }

    @Override
    public Contact contact(PeerId id) {
        return contacts.getOrDefault(id, Contact.unknown(id));
    }

    @Override
    public List<Contact> contacts() {
        return List.copyOf(contacts.values());
    }

    @Override
    public Subscription observe(Consumer<Contact> observer) {
        return observers.subscribe(this::contacts, observer);
    }

    @Override
    public void change(PeerId id, UnaryOperator<Contact> change) {
        lane.execute(() -> {
            Contact before = contact(id);
            Contact after = change.apply(before);
            if (!after.id().equals(id)) {
                throw new IllegalArgumentException("a contact keeps its id");
            }
            if (!after.equals(before)) {
                contacts.put(id, after);
                store.save(after);
                observers.publish(after);
            }
        });
    }

    @Override
    public void remove(PeerId id) {
        lane.execute(() -> {
            if (contacts.remove(id) != null) {
                store.remove(id);
                observers.publish(Contact.unknown(id));
            }
        });
    }

    @Override
    public void close() {
        lane.close();
    }
}
