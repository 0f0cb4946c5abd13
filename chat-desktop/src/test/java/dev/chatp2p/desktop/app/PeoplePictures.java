package dev.chatp2p.desktop.app;

import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.conversation.Notice;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.desktop.FakeChat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

/**
 * Takes pictures of the list of people and what belongs to it: arguments are the folder to write to, width and height of the
 * window, and a language tag. The theme is that of the system property {@code chat.theme}.
 */
final class PeoplePictures {

    private static final PeerId BOB = new PeerId("bob");

    private PeoplePictures() {}

    public static void main(String[] arguments) throws Exception {
        Camera camera = Camera.of(Files.createDirectories(Path.of(arguments[0])));
        Locale language = Locale.forLanguageTag(arguments.length > 3 ? arguments[3] : "en");
        try (FakeChatWindow people = new FakeChatWindow(language)) {
            WindowRobot.onFx(() -> {
                people.window.stage().setWidth(Double.parseDouble(arguments[1]));
                people.window.stage().setHeight(Double.parseDouble(arguments[2]));
                return true;
            });
            people.tell(chat ->
                    chat.tell(new OverlayStatus(OverlayStatus.State.ONLINE, Optional.empty(), "All is well.", 3)));
            people.tell(FakeChat::tellPeople);
            camera.capture(people.window.stage(), "people-nobody");
            people.tell(PeoplePictures::fill);
            people.clickRow("bob");
            camera.capture(people.window.stage(), "people-list");
            people.tell(chat -> chat.tell(new ConversationEvent.CallChanged(
                    new PeerId("dana"),
                    new Call(
                            CallState.INCOMING,
                            Instant.now(),
                            false,
                            "hi there",
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            ""))));
            camera.capture(people.window.stage(), "people-incoming");
            people.tell(chat -> chat.tellEnd("dana", CallState.MISSED, EndReason.CANCELLED, "dana gave up."));
            people.tell(chat -> chat.tellCall("erik", CallState.CONNECTED));
            camera.capture(people.window.stage(), "people-elsewhere");
            people.tell(chat -> chat.tellEnd("erik", CallState.ENDED, EndReason.LOST_CONNECTION, "It was lost."));
            camera.capture(people.window.stage(), "people-lost");
            search(people, "rout");
            people.waitFor(
                    people.window, () -> people.find(people.window, ".hit-row").isPresent());
            camera.capture(people.window.stage(), "people-search");
            search(people, "nobody by that");
            people.waitFor(
                    people.window,
                    () -> people.find(people.window, ".contacts-pane .empty-title")
                            .isPresent());
            camera.capture(people.window.stage(), "people-no-match");
            search(people, "");
            people.press(people.window, KeyCode.K, KeyCode.CONTROL);
            people.write(people.window, "r");
            camera.capture(people.window.stage(), "people-switch");
            people.press(people.window, KeyCode.ESCAPE);
            people.press(people.window, KeyCode.N, KeyCode.CONTROL);
            people.press(people.window, KeyCode.ENTER);
            camera.capture(people.window.stage(), "people-add");
            people.press(people.window, KeyCode.ESCAPE);
            people.press(people.window, KeyCode.I, KeyCode.CONTROL);
            camera.capture(people.window.stage(), "people-details");
        }
        System.exit(0); // the toolkit's threads are no daemons
    }

    private static void search(FakeChatWindow people, String words) {
        WindowRobot.onFx(() -> {
            ((TextField) people.find(people.window, ".contacts-header .custom-text-field")
                            .orElseThrow())
                    .setText(words);
            return true;
        });
    }

    private static void fill(FakeChat chat) {
        for (String name : new String[] {"bob", "dana", "erik", "carol", "grace.hopper", "frank"}) {
            chat.contacts().change(new PeerId(name), contact -> contact.withKnown(true));
        }
        chat.contacts()
                .change(
                        BOB,
                        contact -> contact.withTitle("Network operations")
                                .withNotes("Knows every router by its first name.")
                                .withAnswering(Contact.Answering.ALWAYS));
        chat.contacts().change(new PeerId("frank"), contact -> contact.withAnswering(Contact.Answering.BLOCKED));
        chat.tellPeople("+bob", "+dana", "+erik", "carol", "grace.hopper", "frank", "+bоb");
        Instant now = Instant.now();
        say(chat, "bob", Author.PEER, "Here is the setup page I used", now, Delivery.State.NONE);
        chat.tell(new ConversationEvent.TypingChanged(BOB, true));
        say(chat, "dana", Author.PEER, "Can you call when you are back?", now.minusSeconds(600), Delivery.State.NONE);
        chat.tell(new ConversationEvent.UnreadChanged(new PeerId("dana"), 2));
        say(
                chat,
                "erik",
                Author.ME,
                "Thanks, that worked. The router on the third floor is up again too.",
                now.minus(Duration.ofDays(1)),
                Delivery.State.READ);
        chat.tell(new ConversationEvent.MessageAdded(
                new PeerId("carol"),
                new Message(
                        UUID.randomUUID(),
                        Author.SYSTEM,
                        "Missed call from carol",
                        now.minus(Duration.ofDays(2)),
                        false,
                        Delivery.NONE,
                        Optional.empty(),
                        Optional.of(Notice.of(Notice.Kind.MISSED)))));
        say(chat, "grace.hopper", Author.ME, "See you", now.minus(Duration.ofDays(16)), Delivery.State.QUEUED);
        chat.tell(new ConversationEvent.CallChanged(
                new PeerId("mallory"),
                new Call(CallState.INCOMING, now, false, "hi there", false, Optional.empty(), Optional.empty(), "")));
        say(chat, "trudy", Author.PEER, "buy my routers", now.minusSeconds(60), Delivery.State.NONE);
    }

    private static void say(FakeChat chat, String peer, Author author, String text, Instant at, Delivery.State state) {
        Message message = new Message(UUID.randomUUID(), author, text, at, false).with(new Delivery(state, at));
        chat.history.add(new PeerId(peer), message);
        chat.tell(new ConversationEvent.MessageAdded(new PeerId(peer), message));
    }
}
