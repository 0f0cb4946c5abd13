package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.EchoResponder;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A network for trying out, inside this process: alice and bob have a window each, and echo answers every call by itself and
 * says everything again.
 */
public final class Demo implements AutoCloseable {

    private static final List<PeerId> PEOPLE = List.of(new PeerId("alice"), new PeerId("bob"), new PeerId("echo"));

    private final Overlay network = new MemoryOverlay();
    private final Timers timers;
    /** Whoever has joined; any thread adds. */
    private final Collection<ChatClient> joined = new ConcurrentLinkedQueue<>();

    private final ChatClient echo;
    private final EchoResponder responder;

    private Demo(Timers timers) throws LinkException {
        this.timers = timers;
        this.echo = join(new Credentials.Name(new PeerId("echo")));
        this.responder = EchoResponder.on(echo.conversations());
    }

    /** Starts the network and echo. */
    public static Demo start(Timers timers) throws LinkException {
        return new Demo(timers);
    }

    /** The windows of alice and bob. */
    public List<WindowSpec> windows() {
        return List.of(window("alice"), window("bob"));
    }

    private WindowSpec window(String name) {
        return new WindowSpec(Optional.of(new Credentials.Name(new PeerId(name))), this::join);
    }

    private ChatClient join(Credentials credentials) throws LinkException {
        ChatClient client = OverlayChatClient.start(network, credentials, ChatOptions.DEFAULT, timers);
        joined.add(client);
        // Everybody here knows everybody, so that calls ring.
        PEOPLE.stream()
                .filter(other -> !credentials.equals(new Credentials.Name(other)))
                .forEach(other -> client.contacts().change(other, contact -> contact.withKnown(true)));
        // So that everybody is there at once; on a real network people appear with the next regular look.
        client.observeStatus(status -> {
            if (status.state() == OverlayStatus.State.ONLINE) {
                joined.forEach(other -> other.peers().refresh());
            }
        });
        return client;
    }

    /** Ends echo; the windows close their own clients. */
    @Override
    public void close() {
        responder.close();
        echo.close();
    }
}
