package dev.chatp2p.desktop.app;

import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.conversation.Notice;
import dev.chatp2p.core.overlay.PeerId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextField;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.controlsfx.control.PopOver;

/** Pictures of the conversation pane with everything it can show, for looking at it. */
final class ConversationScreenshots {

    private static final PeerId BOB = new PeerId("bob");

    private final Camera camera;
    private final FakeChatWindow window;
    private Instant at = Instant.now().minus(Duration.ofHours(30));

    private ConversationScreenshots(Camera camera, FakeChatWindow window) {
        this.camera = camera;
        this.window = window;
    }

    /** Arguments: the folder to write to, width, height, language. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        String size = arguments[1] + "x" + arguments[2] + "-" + arguments[3];
        try (FakeChatWindow window = new FakeChatWindow(Locale.forLanguageTag(arguments[3]))) {
            window.tell(chat -> {
                Stage stage = window.window.stage();
                stage.setX(0);
                stage.setY(0);
                stage.setWidth(Double.parseDouble(arguments[1]));
                stage.setHeight(Double.parseDouble(arguments[2]));
            });
            new ConversationScreenshots(Camera.of(folder), window).take(size);
        }
        System.exit(0);
    }

    private void take(String size) throws Exception {
        for (String name : List.of("bob", "dana", "carol", "grace.hopper")) {
            window.know(name);
        }
        window.tell(chat -> chat.tellPeople("+bob", "+dana", "carol", "grace.hopper"));
        shot("nobody", size);
        window.clickRow("carol");
        shot("hello", size);
        window.tell(chat -> talk());
        window.tell(chat -> chat.tell(new ConversationEvent.UnreadChanged(BOB, 2)));
        window.clickRow("bob");
        window.waitFor(
                window.window,
                () -> window.window.stage().getScene().getRoot().lookupAll(".entry-cell").stream()
                        .anyMatch(cell -> String.valueOf(cell.getAccessibleText()).contains("setup page")));
        window.tell(chat -> chat.tell(new ConversationEvent.TypingChanged(BOB, true)));
        window.tell(chat -> chat.tellCall("bob", CallState.CONNECTED));
        shot("conversation", size);
        window.tell(chat -> {
            ((TextArea) window.window.stage().getScene().lookup(".composer .text-area"))
                    .setText("First line\nSecond line\nand a third one that is a little longer than the others");
            button("#find").fire();
            ((TextField) window.window.stage().getScene().lookup("#findField")).setText("rout");
        });
        window.waitForText(window.window, ".find-count", "1");
        shot("find", size);
        window.tell(chat -> button("#findClose").fire());
        window.tell(chat -> button("#emoji").fire());
        shotOfPopup("emoji", size);
        window.press(window.window, KeyCode.ESCAPE);
    }

    private ButtonBase button(String selector) {
        return (ButtonBase) window.window.stage().getScene().lookup(selector);
    }

    private void shot(String name, String size) throws Exception {
        camera.capture(window.window.stage(), name + "-" + size);
    }

    private void shotOfPopup(String name, String size) throws Exception {
        Window popup = Camera.onFx(() -> Window.getWindows().stream()
                .filter(PopOver.class::isInstance)
                .findFirst()
                .orElseThrow());
        camera.captureNow(popup.getScene(), name + "-" + size);
    }

    private void talk() {
        notice(Notice.Kind.MISSED, 0, "Missed call from bob");
        at = at.plus(Duration.ofHours(26));
        notice(Notice.Kind.YOU_CALLED, 0, "You called bob");
        notice(Notice.Kind.THEY_ANSWERED, 0, "bob answered");
        say(Author.PEER, "Morning! Did the third router come up?", Delivery.State.NONE, Optional.empty());
        say(Author.PEER, "I only see two on the status page.", Delivery.State.NONE, Optional.empty());
        Message yes = say(
                Author.ME,
                "Yes, a minute ago. Your client should hold three terminators now, one on each of them, so that no"
                        + " single router can take you off the network.",
                Delivery.State.READ,
                Optional.empty());
        say(
                Author.PEER,
                "It does. I killed r2 and did not even notice.",
                Delivery.State.NONE,
                Optional.of(yes.id()));
        say(Author.ME, "🎉👍", Delivery.State.DELIVERED, Optional.empty());
        say(Author.PEER, "שלום, מה שלומך? This is bidi.", Delivery.State.NONE, Optional.empty());
        say(
                Author.PEER,
                "שלום, מה שלומך היום? אני מקווה שהכול בסדר אצלך ושאתה נהנה מהחיים. ".repeat(4).strip(),
                Delivery.State.NONE,
                Optional.empty());
        say(Author.ME, "This one failed", Delivery.State.FAILED, Optional.empty());
        at = at.plus(Duration.ofMinutes(7));
        notice(Notice.Kind.THEY_HUNG_UP, 754, "bob hung up");
        say(Author.PEER, "Here is the setup page I used: https://docs.example.org/setup", Delivery.State.NONE, Optional.empty());
        say(Author.PEER, "Tell me whether the routers like it.", Delivery.State.NONE, Optional.of(UUID.randomUUID()));
        say(Author.ME, "Great, I will try it on the lab network.", Delivery.State.SENT, Optional.empty());
        say(Author.ME, "And this waits", Delivery.State.QUEUED, Optional.empty());
    }

    private void notice(Notice.Kind kind, long amount, String text) {
        add(new Message(
                UUID.randomUUID(),
                Author.SYSTEM,
                text,
                at,
                false,
                Delivery.NONE,
                Optional.empty(),
                Optional.of(new Notice(kind, amount))));
    }

    private Message say(Author author, String text, Delivery.State state, Optional<UUID> replyTo) {
        at = at.plus(Duration.ofSeconds(40));
        Message message = new Message(
                UUID.randomUUID(), author, text, at, false, new Delivery(state, at), replyTo, Optional.empty());
        add(message);
        return message;
    }

    private void add(Message message) {
        window.chat.history.add(BOB, message);
        window.chat.tell(new ConversationEvent.MessageAdded(BOB, message));
    }
}
