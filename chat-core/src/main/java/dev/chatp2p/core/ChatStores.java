package dev.chatp2p.core;

import dev.chatp2p.core.conversation.History;
import dev.chatp2p.core.conversation.MemoryHistory;
import dev.chatp2p.core.peer.ContactStore;
import dev.chatp2p.core.settings.SettingsStore;

/**
 * Where one profile keeps what lasts. The client that is started with them closes them at its end, by closing the history.
 *
 * @param history conversations
 * @param contacts what is noted about people
 * @param settings what the person has set
 */
public record ChatStores(History history, ContactStore contacts, SettingsStore settings) {

    /** Nothing lasts longer than the program runs. */
    public static ChatStores inMemory() {
        return new ChatStores(new MemoryHistory(), ContactStore.none(), SettingsStore.none());
    }
}
