package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.EchoResponder;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import java.util.List;
import java.util.Optional;

/**
 * A network for trying out, inside this process: alice and bob have a window each, and echo answers every call by itself and
 * says everything again.
 */
public final class Demo implements AutoCloseable {

    private final Overlay network;
    private final Timers timers;
    private final ChatClient echo;
    private final EchoResponder responder;

    private Demo(Overlay network, Timers timers, ChatClient echo) {
        this.network = network;
        this.timers = timers;
        this.echo = echo;
        this.responder = EchoResponder.on(echo.conversations());
    }

    /** Starts the network and echo. */
    public static Demo start(Timers timers) throws LinkException {
        Overlay network = new MemoryOverlay();
        return new Demo(network, timers, join(network, "echo", timers));
    }

    /** The windows of alice and bob. */
    public List<WindowSpec> windows() {
        return List.of(window("alice"), window("bob"));
    }

    private WindowSpec window(String name) {
        return new WindowSpec(
                Optional.of(new Credentials.Name(new PeerId(name))),
                credentials -> OverlayChatClient.start(network, credentials, ChatOptions.DEFAULT, timers));
    }

    private static ChatClient join(Overlay network, String name, Timers timers) throws LinkException {
        return OverlayChatClient.start(network, new Credentials.Name(new PeerId(name)), ChatOptions.DEFAULT, timers);
    }

    /** Ends echo; the windows close their own clients. */
    @Override
    public void close() {
        responder.close();
        echo.close();
    }
}
