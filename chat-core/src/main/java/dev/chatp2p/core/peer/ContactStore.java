package dev.chatp2p.core.peer;

import dev.chatp2p.core.overlay.PeerId;
import java.util.List;

/** Where contacts are kept. Thread-safe. */
public interface ContactStore {

    /** All contacts. Blocks: for the start of the program. */
    List<Contact> load();

    /** Keeps a contact in place of what was kept under its id. Returns at once; failures are logged. */
    void save(Contact contact);

    /** Keeps nothing of somebody any more. Returns at once; failures are logged. */
    void remove(PeerId id);

    /** Keeps nothing: contacts last as long as the program runs. */
    static ContactStore none() {
        return new ContactStore() {
            @Override
            public List<Contact> load() {
                return List.of();
            }

            @Override
            public void save(Contact contact) {}

            @Override
            public void remove(PeerId id) {}
        };
    }
}
