package dev.chatp2p.core;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.directory.SharedDirectories;
import dev.chatp2p.core.overlay.ControllerReport;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.RefusedCaller;
import dev.chatp2p.core.overlay.RouterReport;
import dev.chatp2p.core.overlay.SecondFactor;
import dev.chatp2p.core.peer.ContactService;
import dev.chatp2p.core.peer.PeerDirectoryService;
import dev.chatp2p.core.settings.SettingsService;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One identity's running chat: a session on the network, the hosted service, and the services on top. The desktop window
 * and the terminal client are two faces of it. Thread-safe.
 */
public interface ChatClient extends AutoCloseable {

    /** Our own name; empty until the first log-in has told it. */
    Optional<PeerId> self();

    /** How we stand with the network. */
    OverlayStatus status();

    /** Tells the observer the status now and every different one from then on, in order, one call at a time. */
    Subscription observeStatus(Consumer<OverlayStatus> observer);

    /** Tells the observer, from now on, of calls refused because the caller pretended to be somebody else; not of every one. */
    Subscription observeRefusedCallers(Consumer<RefusedCaller> observer);

    /** The second factor of our identity; empty on networks that have no such thing. */
    Optional<SecondFactor> secondFactor();

    /** How we stand with each edge router just now; empty on networks that have none, or do not tell. */
    List<RouterReport> routers();

    /** How we stand with the controller just now; empty on networks that have none, or do not tell. */
    default Optional<ControllerReport> controller() {
        return Optional.empty();
    }

    PeerDirectoryService peers();

    ContactService contacts();

    SettingsService settings();

    /** The shared directories of the settings; none unless the client has some. */
    default SharedDirectories directories() {
        return SharedDirectories.none();
    }

    ConversationService conversations();

    /** What the person should know about what is kept; empty if all is well. */
    default Optional<StoreNotice> storeNotice() {
        return Optional.empty();
    }

    /** Ends everything in reverse order of its start, within two seconds. Idempotent. */
    @Override
    void close();
}
