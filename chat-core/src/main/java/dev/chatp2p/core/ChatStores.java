package dev.chatp2p.core;

import dev.chatp2p.core.conversation.History;
import dev.chatp2p.core.conversation.MemoryHistory;
import dev.chatp2p.core.directory.DirectoryCache;
import dev.chatp2p.core.peer.ContactStore;
import dev.chatp2p.core.settings.SettingsStore;
import java.util.Optional;

/**
 * Where one profile keeps what lasts. The client that is started with them closes them at its end, by closing the history.
 *
 * @param history conversations
 * @param contacts what is noted about people
 * @param settings what the person has set
 * @param directories copies of the shared directories
 * @param notice what the person should know about it; empty if all is well
 */
public record ChatStores(
        History history,
        ContactStore contacts,
        SettingsStore settings,
        DirectoryCache directories,
        Optional<StoreNotice> notice) {

    /** All is well. */
    public ChatStores(History history, ContactStore contacts, SettingsStore settings, DirectoryCache directories) {
        this(history, contacts, settings, directories, Optional.empty());
    }

    /** Without copies of the shared directories. */
    public ChatStores(History history, ContactStore contacts, SettingsStore settings) {
        this(history, contacts, settings, DirectoryCache.none());
    }

    /** The same, and the person should know that of it. */
    public ChatStores with(StoreNotice what) {
        return new ChatStores(history, contacts, settings, directories, Optional.of(what));
    }

    /** Nothing lasts longer than the program runs. */
    public static ChatStores inMemory() {
        return new ChatStores(new MemoryHistory(), ContactStore.none(), SettingsStore.none());
    }
}
