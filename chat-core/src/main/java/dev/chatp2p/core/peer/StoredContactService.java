package dev.chatp2p.core.peer;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.concurrent.Observers;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.overlay.PeerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Contacts in memory, kept in a {@link ContactStore}. What the shared directories say is a layer of its own under what the
 * person has noted: it shows, but it is neither kept nor given to a {@linkplain #change change}, so that it goes with the
 * directory and leaves what the person did.
 */
public final class StoredContactService implements ContactService, Listings {

    private final ContactStore store;
    private final Lane lane = new Lane("contacts");
    private final Observers<Contact> observers = new Observers<>(lane);

    /** Both layers together. Written by the lane, but for the start; read by anyone. */
    private final Map<PeerId, Contact> contacts = new ConcurrentHashMap<>();

    // The fields below are confined to the lane, but for the start.
    private final Map<PeerId, Contact> own = new HashMap<>();
    private Map<PeerId, Listing> listed = Map.of();

    /** Loads all contacts: blocks. */
    public StoredContactService(ContactStore store) {
        this.store = store;
        store.load().forEach(contact -> own.put(contact.id(), contact));
        contacts.putAll(own);
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
            Contact before = own.getOrDefault(id, Contact.unknown(id));
            Contact after = change.apply(before);
            if (!after.id().equals(id)) {
                throw new IllegalArgumentException("a contact keeps its id");
            }
            if (!after.equals(before)) {
                keep(after);
                show(id);
            }
        });
    }

    @Override
    public void remove(PeerId id) {
        lane.execute(() -> {
            if (own.remove(id) != null) {
                store.remove(id);
                show(id);
            }
        });
    }

    @Override
    public void list(Map<PeerId, Listing> people, Predicate<PeerId> keeps) {
        Map<PeerId, Listing> next = Map.copyOf(people);
        lane.execute(() -> {
            Map<PeerId, Listing> before = listed;
            listed = next;
            before.keySet().stream().filter(id -> !next.containsKey(id)).forEach(id -> {
                Contact noted = own.getOrDefault(id, Contact.unknown(id));
                if (!noted.known() && keeps.test(id)) {
                    keep(noted.withKnown(true));
                }
                show(id);
            });
            next.keySet().forEach(this::show);
        });
    }

    private void keep(Contact contact) {
        own.put(contact.id(), contact);
        store.save(contact);
    }

    /** Puts both layers together and tells whoever observes if that makes a difference. */
    private void show(PeerId id) {
        Optional<Contact> noted = Optional.ofNullable(own.get(id));
        Optional<Contact> next = Optional.ofNullable(listed.get(id))
                .map(listing -> listing.shownWith(noted.orElse(Contact.unknown(id))))
                .or(() -> noted);
        Optional<Contact> before =
                Optional.ofNullable(next.isPresent() ? contacts.put(id, next.get()) : contacts.remove(id));
        if (!next.equals(before)) {
            observers.publish(next.orElse(Contact.unknown(id)));
        }
    }

    @Override
    public void close() {
        lane.close();
    }
}
