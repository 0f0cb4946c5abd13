package dev.chatp2p.core;

import dev.chatp2p.core.conversation.History;
import dev.chatp2p.core.conversation.MemoryHistory;
import dev.chatp2p.core.directory.DirectoryCache;
import dev.chatp2p.core.peer.ContactStore;
import dev.chatp2p.core.settings.SettingsStore;

/**
 * Where one profile keeps what lasts. Whoever has opened them closes them, after the client.
 *
 * @param history conversations
 * @param contacts what is noted about people
 * @param settings what the person has set
 * @param directories copies of the shared directories
 */
public record ChatStores(History history, ContactStore contacts, SettingsStore settings, DirectoryCache directories) {

    /** Without copies of the shared directories. */
    public ChatStores(History history, ContactStore contacts, SettingsStore settings) {
        this(history, contacts, settings, DirectoryCache.none());
    }

    /** Nothing lasts longer than the program runs. */
    public static ChatStores inMemory() {
        return new ChatStores(new MemoryHistory(), ContactStore.none(), SettingsStore.none());
    }
}
