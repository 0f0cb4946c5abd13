package dev.chatp2p.core;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.concurrent.Observers;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.conversation.History;
import dev.chatp2p.core.conversation.HistoryException;
import dev.chatp2p.core.conversation.LinkConversationService;
import dev.chatp2p.core.directory.PollingSharedDirectories;
import dev.chatp2p.core.directory.SharedDirectories;
import dev.chatp2p.core.overlay.ControllerReport;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.OverlayEvents;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.OverlayStatus.State;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.RefusedCaller;
import dev.chatp2p.core.overlay.RouterReport;
import dev.chatp2p.core.overlay.SecondFactor;
import dev.chatp2p.core.peer.ContactService;
import dev.chatp2p.core.peer.PeerDirectoryService;
import dev.chatp2p.core.peer.PollingPeerDirectoryService;
import dev.chatp2p.core.peer.StoredContactService;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.core.settings.SettingsService;
import dev.chatp2p.core.settings.StoredSettingsService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A chat client on any {@link Overlay}. */
public final class OverlayChatClient implements ChatClient {

    private static final Logger LOG = LoggerFactory.getLogger(OverlayChatClient.class);
    private static final Duration CLOSE_TIME = Duration.ofSeconds(2);

    private final StatusBoard board;
    private final ChatStores stores;
    private final OverlaySession session;
    private final StoredContactService contacts;
    private final SettingsService settings;
    private final PollingPeerDirectoryService peers;
    private final LinkConversationService conversations;
    private final PollingSharedDirectories directories;
    private final Listener listener;
    private final Subscription refreshWhenOnline;
    private final AtomicBoolean closed = new AtomicBoolean();

    private OverlayChatClient(
            StatusBoard board, OverlaySession session, ChatOptions asked, ChatStores stores, Timers timers)
            throws LinkException {
        this.board = board;
        this.stores = stores;
        this.session = session;
        contacts = new StoredContactService(stores.contacts());
        settings = new StoredSettingsService(stores.settings());
        ChatOptions options = asSet(asked, settings.settings());
        peers = PollingPeerDirectoryService.start(session, options.service(), timers);
        conversations = conversations(options, stores.history(), timers);
        directories = PollingSharedDirectories.start(
                settings,
                contacts,
                peer -> conversations.conversation(peer).isPresent(),
                session::self,
                stores.directories(),
                timers);
        listener = session.host(options.service(), hosting(settings.settings()));
        refreshWhenOnline = board.observe(status -> {
            if (status.state() == State.ONLINE) {
                peers.refresh();
                directories.online();
            }
        });
    }

    private LinkConversationService conversations(ChatOptions options, History history, Timers timers)
            throws LinkException {
        try {
            return new LinkConversationService(
                    session, options.service(), () -> greeting(options), history, contacts, settings, peers, timers);
        } catch (HistoryException e) {
            peers.close();
            settings.close();
            contacts.close();
            session.close();
            throw new LinkException(Reason.STORAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /** What was asked for at the start of the program counts more than what is set. */
    private String greeting(ChatOptions options) {
        boolean asked = !options.greeting().equals(ChatOptions.DEFAULT.greeting());
        return asked ? options.greeting() : settings.settings().greeting();
    }

    /** As below, with nothing that lasts longer than the program runs. */
    public static ChatClient start(Overlay overlay, Credentials credentials, ChatOptions options, Timers timers)
            throws LinkException {
        return start(overlay, credentials, options, ChatStores.inMemory(), timers);
    }

    /**
     * Logs in, hosts the service under our own name and starts all services. Returns once the credentials have been read;
     * how it goes is told through {@link #observeStatus}. May read files: not on the FX thread.
     *
     * @param stores closed with the client, or now if it cannot be started
     * @throws LinkException if the credentials cannot be used at all, see {@link Overlay#open}, or with {@link Reason#STORAGE} if
     *     what is kept of conversations cannot be read
     */
    public static ChatClient start(
            Overlay overlay, Credentials credentials, ChatOptions options, ChatStores stores, Timers timers)
            throws LinkException {
        StatusBoard board = new StatusBoard();
        OverlayChatClient client;
        try {
            client = new OverlayChatClient(board, overlay.open(credentials, board), options, stores, timers);
        } catch (LinkException | RuntimeException e) {
            board.close();
            stores.history().close();
            throw e;
        }
        Thread.ofVirtual().name("chat-accept").start(client::acceptLinks);
        return client;
    }

    /** What was asked for at the start of the program counts more than what is set. */
    private static ChatOptions asSet(ChatOptions asked, ChatSettings settings) {
        boolean usual = asked.service().equals(ChatOptions.DEFAULT_SERVICE);
        return settings.network()
                .service()
                .filter(service -> usual && !service.isBlank())
                .map(service -> new ChatOptions(service, asked.greeting()))
                .orElse(asked);
    }

    private static HostOptions hosting(ChatSettings settings) {
        HostOptions usual = HostOptions.DEFAULT;
        return new HostOptions(
                settings.network().instance().filter(PeerId::isValid), usual.maxTerminators(), usual.connectTimeout());
    }

    @Override
    public Optional<PeerId> self() {
        return session.self();
    }

    @Override
    public OverlayStatus status() {
        return board.status();
    }

    @Override
    public Subscription observeStatus(Consumer<OverlayStatus> observer) {
        return board.observe(observer);
    }

    @Override
    public Subscription observeRefusedCallers(Consumer<RefusedCaller> observer) {
        return board.observeRefusals(observer);
    }

    @Override
    public Optional<SecondFactor> secondFactor() {
        return session.secondFactor();
    }

    @Override
    public List<RouterReport> routers() {
        return session.routers();
    }

    @Override
    public Optional<ControllerReport> controller() {
        return session.controller();
    }

    @Override
    public ContactService contacts() {
        return contacts;
    }

    @Override
    public SettingsService settings() {
        return settings;
    }

    @Override
    public SharedDirectories directories() {
        return directories;
    }

    @Override
    public PeerDirectoryService peers() {
        return peers;
    }

    @Override
    public ConversationService conversations() {
        return conversations;
    }

    @Override
    public Optional<StoreNotice> storeNotice() {
        return stores.notice();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Thread closer = Thread.ofVirtual().name("chat-close").start(this::closeInReverseOrder);
        try {
            if (!closer.join(CLOSE_TIME)) {
                LOG.warn("Closing takes longer than {} s and goes on in the background", CLOSE_TIME.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeInReverseOrder() {
        refreshWhenOnline.close();
        listener.close();
        directories.close();
        conversations.close();
        peers.close();
        settings.close();
        contacts.close();
        stores.history().close();
        session.close();
        board.close();
    }

    private void acceptLinks() {
        try {
            while (true) {
                conversations.incoming(listener.accept());
            }
        } catch (LinkException e) {
            if (e.reason() != Reason.CLOSED) {
                LOG.warn("Hosting has ended: {}", e.sentence());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Brings what the session tells to any number of observers. */
    private static final class StatusBoard implements OverlayEvents, AutoCloseable {
        private final Lane lane = new Lane("chat-status");
        private final Observers<OverlayStatus> observers = new Observers<>(lane);
        private final Observers<RefusedCaller> refusals = new Observers<>(lane);

        /** Written by the lane, read by anyone. */
        private volatile OverlayStatus status = OverlayStatus.of(State.CONNECTING, "Connecting …");

        @Override
        public void statusChanged(OverlayStatus next) {
            lane.execute(() -> {
                if (!next.equals(status)) {
                    status = next;
                    observers.publish(next);
                }
            });
        }

        @Override
        public void callerRefused(RefusedCaller caller) {
            lane.execute(() -> refusals.publish(caller));
        }

        private Subscription observeRefusals(Consumer<RefusedCaller> observer) {
            return refusals.subscribe(List::of, observer);
        }

        private OverlayStatus status() {
            return status;
        }

        private Subscription observe(Consumer<OverlayStatus> observer) {
            return observers.subscribe(() -> List.of(status), observer);
        }

        @Override
        public void close() {
            lane.close();
        }
    }
}
