package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import dev.chatp2p.setup.lab.GoPeer;
import dev.chatp2p.setup.lab.GoPeers;
import dev.chatp2p.setup.lab.LabIdentity;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two windows and a Go peer on a real network. */
@RealNetwork
@Timeout(180)
class WindowsOnRealNetworkIT {

    private final LabNetwork network;
    private final GoPeers peers;
    private final LiveWindows windows = new LiveWindows();

    WindowsOnRealNetworkIT(LabNetwork network, GoPeers peers) {
        this.network = network;
        this.peers = peers;
    }

    @AfterEach
    void closeWindows() {
        windows.close();
    }

    @Test
    void everybodyTalksWithEverybodyAtTheSameTime() throws Exception {
        GoPeer gopher = peers.host(network.identity("gopher"));
        ChatWindow anna = windows.open("anna", LiveWindows.UPPER, hosting("anna", "ben", "gopher"));
        ChatWindow ben = windows.open("ben", LiveWindows.LOWER, hosting("ben", "anna", "gopher"));
        windows.waitUntilOnline(anna, "ben");
        windows.waitUntilOnline(anna, "gopher");
        windows.waitUntilOnline(ben, "gopher");

        callOpen(anna, "ben");
        windows.click(ben, ".call-bar .answer");
        windows.waitForText(anna, ".conversation-header .presence", "In a call");
        windows.say(anna, "Hello ben");
        windows.waitForMessage(ben, "Hello ben");

        callOpen(anna, "gopher");
        assertEquals("anna", gopher.await("INCOMING").field(1));
        gopher.say("go ahead, anna");
        windows.waitForMessage(anna, "go ahead, anna");
        windows.say(anna, "Hello from a window");
        gopher.awaitLine("Hello from a window");

        callOpen(ben, "gopher");
        assertEquals("ben", gopher.await("INCOMING").field(1));
        gopher.say("go ahead, ben");
        windows.waitForMessage(ben, "go ahead, ben");
        windows.say(ben, "Hello from another");
        gopher.awaitLine("Hello from another");

        windows.clickRow(ben, "anna");
        windows.say(ben, "I talk with two");
        windows.waitForRow(anna, "ben", "one unread");
        windows.say(anna, "So do I");
        gopher.awaitLine("So do I");
        windows.clickRow(anna, "ben");
        windows.waitForMessage(anna, "I talk with two");
        windows.waitForText(anna, ".conversation-header .presence", "In a call");
        assertTrue(LiveWindows.onFx(
                () -> windows.message(anna, "Hello from another").isEmpty()));

        windows.press(anna, KeyCode.E, KeyCode.CONTROL);
        windows.waitForMessage(ben, "anna hung up");
        windows.clickRow(ben, "gopher");
        windows.waitForText(ben, ".conversation-header .presence", "In a call");
        windows.press(ben, KeyCode.E, KeyCode.CONTROL);
        gopher.await("CLOSED");
    }

    private void callOpen(ChatWindow window, String name) {
        windows.clickRow(window, name);
        windows.waitForText(window, ".conversation-header .name", name);
        windows.click(window, ".conversation-header .primary");
    }

    /** Is on the network with an identity of that name. */
    private LiveWindows.Beginning hosting(String name, String... friends) throws Exception {
        LabIdentity identity = network.identity(name);
        return (_, clock) -> {
            ChatClient client = OverlayChatClient.start(
                    new ZitiOverlay("test"),
                    new Credentials.IdentityFile(identity.file(), Optional.empty()),
                    ChatOptions.DEFAULT,
                    clock);
            LiveWindows.settle(client, friends);
            return client;
        };
    }
}
