package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;

import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.overlay.PeerId;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.stage.Window;
import org.awaitility.Awaitility;

/** A message that comes while alice looks at the settings, and a call that comes while she looks elsewhere. */
final class NotificationPictures {

    private static final PeerId ALICE = new PeerId("alice");
    private static final PeerId BOB = new PeerId("bob");

    private NotificationPictures() {}

    static void take(WindowPair pair, Camera camera) throws Exception {
        message(pair, "Shall we say at eleven? Then there is time for the third router.");
        camera.captureNow(waitForNotification(), "notification-message");
        pair.client("alice").conversations().hangUp(BOB);
        Awaitility.await().until(() -> !state(pair, "bob", ALICE).isLive());
        // The headless screen may leave the focus with both.
        onFx(() -> {
            pair.alice.stage().hide();
            pair.alice.stage().show();
            return true;
        });
        pair.client("bob").conversations().call(ALICE);
        Awaitility.await().until(() -> onFx(() -> notification(".notification-actions").isPresent()));
        camera.captureNow(onFx(() -> notification(".notification-actions").orElseThrow()), "notification-call");
    }

    /** Bob says something in a call, while alice has another page open. */
    static void message(WindowPair pair, String text) throws Exception {
        pair.client("alice").contacts().change(BOB, contact -> contact.withKnown(true));
        onFx(() -> {
            pair.alice.stage().requestFocus();
            return true;
        });
        pair.client("bob").conversations().call(ALICE);
        Awaitility.await().until(() -> state(pair, "alice", BOB) == CallState.INCOMING);
        pair.client("alice").conversations().answer(BOB);
        Awaitility.await().until(() -> state(pair, "bob", ALICE) == CallState.CONNECTED);
        pair.client("bob").conversations().send(ALICE, text);
    }

    static Scene waitForNotification() {
        Awaitility.await().until(() -> onFx(() -> notification(".notification-content").isPresent()));
        return onFx(() -> notification(".notification-content").orElseThrow());
    }

    private static CallState state(WindowPair pair, String who, PeerId with) {
        return pair.client(who)
                .conversations()
                .conversation(with)
                .map(conversation -> conversation.call().state())
                .orElse(CallState.IDLE);
    }

    private static Optional<Scene> notification(String with) {
        return Window.getWindows().stream()
                .map(Window::getScene)
                .filter(scene -> scene != null && scene.getRoot().lookup(with) != null)
                .findFirst();
    }
}
