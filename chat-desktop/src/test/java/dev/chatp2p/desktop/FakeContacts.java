package dev.chatp2p.desktop;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.peer.ContactService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Contacts that change, and are told, on the thread of the test. */
public final class FakeContacts implements ContactService {

    private final Map<PeerId, Contact> contacts = new LinkedHashMap<>();
    private final List<Consumer<Contact>> observers = new ArrayList<>();

    /** Makes people known. */
    public FakeContacts know(PeerId... people) {
        for (PeerId id : people) {
            change(id, contact -> contact.withKnown(true));
        }
        return this;
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
        observers.add(observer);
        contacts().forEach(observer);
        return () -> observers.remove(observer);
    }

    @Override
    public void change(PeerId id, UnaryOperator<Contact> change) {
        Contact before = contact(id);
        Contact after = change.apply(before);
        if (!after.equals(before)) {
            contacts.put(id, after);
            tell(after);
        }
    }

    @Override
    public void remove(PeerId id) {
        if (contacts.remove(id) != null) {
            tell(Contact.unknown(id));
        }
    }

    private void tell(Contact contact) {
        List.copyOf(observers).forEach(observer -> observer.accept(contact));
    }

    @Override
    public void close() {}
}
