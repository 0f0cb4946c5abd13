package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.StoreNotice;
import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alice's disk is full, or not hers to write to. */
class NothingIsKeptJourneyTest {

    private static final Path FOLDER = Path.of("/home/alice.of.the.third.floor/.local/share/chat-p2p/profiles")
            .resolve("identity-68d95b60f7b2f39c/identities/68d95b60f7b2f39c");

    private static final Rectangle2D AS_IT_OPENS = new Rectangle2D(0, 0, 900, 600);

    private final LiveWindows windows = new LiveWindows();

    @AfterEach
    void closeWindows() {
        windows.close();
    }

    @Test
    void theWindowSaysSoAndTheListIsStillWhole() throws Exception {
        ChatStores forgetting = ChatStores.inMemory()
                .with(new StoreNotice(StoreNotice.Kind.NOT_KEPT, FOLDER, "Nothing can be written."));
        ChatWindow alice = windows.open(
                "alice",
                AS_IT_OPENS,
                (credentials, clock) ->
                        OverlayChatClient.start(windows.network, credentials, ChatOptions.DEFAULT, forgetting, clock));

        windows.waitForText(alice, "#notice", "what is said now is forgotten when you close the window");

        assertTrue(isWhole(alice, ".contacts-header"));
        assertTrue(isWhole(alice, ".contacts-footer"));
    }

    private boolean isWhole(ChatWindow window, String selector) {
        return onFx(() -> {
            Node node = windows.scene(window).lookup(selector);
            Bounds bounds = node.localToScene(node.getLayoutBounds());
            return bounds.getMinY() >= 0
                    && bounds.getMaxY() <= windows.scene(window).getHeight();
        });
    }
}
