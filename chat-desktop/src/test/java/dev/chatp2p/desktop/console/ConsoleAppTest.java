package dev.chatp2p.desktop.console;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.VirtualTimers;
import dev.chatp2p.core.conversation.EchoResponder;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.OverlayEvents;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.RefusedCaller;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import dev.chatp2p.core.peer.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConsoleAppTest {

    private static final PeerId ALICE = new PeerId("alice");
    private static final PeerId BOB = new PeerId("bob");

    private final MemoryOverlay network = new MemoryOverlay();
    private final VirtualTimers timers = new VirtualTimers();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable user : open.reversed()) {
            user.close();
        }
    }

    /** Somebody whose lines are done one after the other, as a script's are; ready to call and be called. */
    private ConsoleUser script(String name) {
        ConsoleUser user = user(network, name, false);
        user.sees("registered as ");
        return user;
    }

    private ConsoleUser person(String name) {
        ConsoleUser user = user(network, name, true);
        user.sees("registered as ");
        return user;
    }

    private ConsoleUser user(Overlay overlay, String name, boolean interactive) {
        ConsoleUser user = new ConsoleUser(overlay, timers, name, interactive);
        open.add(user);
        return user;
    }

    /** Somebody without a terminal. */
    private ChatClient client(String name) throws LinkException {
        ChatClient client =
                OverlayChatClient.start(network, new Credentials.Name(new PeerId(name)), ChatOptions.DEFAULT, timers);
        open.add(client);
        await().until(() -> client.status().terminators() > 0);
        return client;
    }

    private static List<String> received(ChatClient client, PeerId from) {
        return client.conversations().conversation(from).stream()
                .flatMap(conversation -> conversation.messages().stream())
                .filter(message -> message.author() == Message.Author.PEER)
                .map(Message::text)
                .toList();
    }

    // ---- a call from start to end ----

    @Test
    void theTranscriptReadsAsThatOfTheGoExample() {
        ConsoleUser user1 = script("user1");
        ConsoleUser user2 = script("user2");

        user1.types("/connect user2");
        user2.sees("Incoming connection from user1 with appData 'hi there'."
                + " Type /accept to accept the connection or /decline to decline it");
        user2.types("/accept", "Hello!");
        user1.sees("user2: Hello!");
        user1.types("Hi!");
        user2.sees("user1: Hi!");
        user1.types("/bye");
        user2.sees("user1 has left the conversation.");
        user1.types("/quit");

        assertEquals(ConsoleApp.OK, user1.exitCode());
        List<String> lines = user1.terminal().lines();
        assertEquals("registering to service chat-p2p", lines.getFirst());
        assertTrue(lines.contains("/connect <identity> | Tries to make a connection to the given identity"));
        List<String> call = lines.subList(lines.indexOf("connecting to user2..."), lines.size());
        assertEquals(
                List.of(
                        "connecting to user2...",
                        "connected to user2 (ringing)",
                        "user2 answered",
                        "user2: Hello!",
                        "You hung up."),
                call);
        user2.sees("connection accepted and chat now in progress...");
    }

    @Test
    void thePromptIsTheOwnName() {
        ConsoleUser alice = person("alice");

        await().until(() -> alice.terminal().prompts().contains("alice > "));
    }

    @Test
    void theCallerIsToldThatTheCallWasDeclined() {
        ConsoleUser alice = script("alice");
        ConsoleUser bob = script("bob");

        alice.types("/connect bob");
        bob.sees("Incoming connection from alice");
        bob.types("/decline");

        bob.sees("You declined the call from alice.");
        alice.sees("bob declined the call.");
        alice.types("hello?");
        alice.sees("Not sent: you are not in a call.");
    }

    @Test
    void callingSomebodyWhoIsNotThereIsASentence() {
        ConsoleUser alice = script("alice");

        alice.types("/connect bob", "Hello!", "/quit");

        assertEquals(ConsoleApp.OK, alice.exitCode());
        alice.sees("bob");
        alice.sees("Not sent: you are not in a call. Type /connect <identity> to call somebody.");
        assertFalse(alice.terminal().hasShown("Exception"));
    }

    @Test
    void aPersonCanGiveUpACallThatTakesLong() {
        ConsoleUser alice = person("alice");
        script("bob");
        network.stall(BOB);

        alice.types("/connect bob");
        alice.sees("connecting to bob...");
        alice.types("Hello!");
        alice.sees("Not sent: still connecting to bob.");
        alice.types("/bye");

        alice.sees("You gave up calling bob.");
    }

    // ---- one call at a time ----

    @Test
    void decliningASecondCallerSendsNothingToTheCurrentPeer() throws LinkException {
        ChatClient alice = client("alice");
        ConsoleUser bob = script("bob");
        ConsoleUser carol = script("carol");
        bob.types("/connect alice");
        await().until(() -> alice.conversations().conversation(BOB).isPresent());
        alice.conversations().answer(BOB);
        bob.sees("alice answered");

        carol.types("/connect bob");
        bob.sees("Incoming connection from carol with appData 'hi there'. You are in a call with alice");
        bob.types("/decline", "still here");

        carol.sees("bob declined the call.");
        await().until(() -> !received(alice, BOB).isEmpty());
        assertEquals(List.of("still here"), received(alice, BOB));
    }

    @Test
    void aSecondCallerDoesNotPushTheFirstOut() {
        ConsoleUser bob = script("bob");
        ConsoleUser alice = script("alice");
        ConsoleUser carol = script("carol");
        alice.types("/connect bob");
        bob.sees("Incoming connection from alice");
        carol.types("/connect bob");
        bob.sees("Incoming connection from carol");

        bob.types("/accept", "hello alice");
        alice.sees("bob: hello alice");
        bob.types("/accept");
        bob.sees("You are in a call with alice. Type /bye first, then /accept.");
        bob.types("/bye");
        bob.sees("carol is still waiting.");
        bob.types("/accept", "hello carol");

        carol.sees("bob: hello carol");
        assertFalse(carol.terminal().hasShown("hello alice"));
    }

    @Test
    void aCallerCanBeChosenByName() {
        ConsoleUser bob = script("bob");
        ConsoleUser alice = script("alice");
        ConsoleUser carol = script("carol");
        alice.types("/connect bob");
        bob.sees("Incoming connection from alice");
        carol.types("/connect bob");
        bob.sees("Incoming connection from carol");

        bob.types("/decline dave", "/accept carol", "hello carol", "/decline alice");

        bob.sees("dave is not calling.");
        carol.sees("bob: hello carol");
        alice.sees("bob declined the call.");
    }

    @Test
    void aSecondConnectIsRefusedWhileInACall() {
        ConsoleUser alice = script("alice");
        ConsoleUser bob = script("bob");
        script("carol");
        alice.types("/connect bob");
        bob.sees("Incoming connection from alice");

        alice.types("/connect carol", "/connect alice");

        alice.sees("You are in a call with bob. Type /bye first.");
        alice.sees("That is your own name.");
    }

    @Test
    void connectingToSomebodyWhoIsCallingAnswersThem() {
        ConsoleUser alice = script("alice");
        ConsoleUser bob = script("bob");
        alice.types("/connect bob");
        bob.sees("Incoming connection from alice");

        bob.types("/connect alice", "hello");

        alice.sees("bob: hello");
        bob.sees("connection accepted and chat now in progress...");
    }

    @Test
    void commandsWithoutACallSaySo() {
        ConsoleUser alice = script("alice");

        alice.types("/accept", "/decline", "/bye", "hello");

        alice.sees("There is no incoming connection to accept.");
        alice.sees("There is no incoming connection to decline.");
        alice.sees("You are not in a call.");
        alice.sees("Not sent: you are not in a call.");
    }

    @Test
    void anUnknownCommandIsNotSent() throws LinkException {
        ChatClient bob = client("bob");
        ConsoleUser alice = script("alice");

        alice.types("/connect bob", "/by", "//by", "x".repeat(70_000), "last");
        await().until(() -> bob.conversations().conversation(ALICE).isPresent());
        bob.conversations().answer(ALICE);

        await().until(() -> received(bob, ALICE).contains("last"));
        assertEquals(List.of("/by", "last"), received(bob, ALICE));
        alice.sees("There is no command /by.");
        alice.sees("longer than 64 KiB");
    }

    // ---- messages without a call ----

    @Test
    void aMessageWithoutACallIsShownAndDoesNotRing() throws LinkException {
        ConsoleUser alice = script("alice");
        ChatClient bob = client("bob");

        bob.conversations().post(ALICE, "no need to answer\nsee you", Optional.empty());

        alice.sees("bob: no need to answer");
        alice.sees("    see you");
        assertFalse(alice.terminal().hasShown("Incoming connection"));
    }

    // ---- names ----

    @Test
    void aCallUnderAFalseNameIsTold() {
        AtomicReference<OverlayEvents> told = new AtomicReference<>();
        ConsoleUser alice = user(
                (credentials, events) -> {
                    told.set(events);
                    return network.open(credentials, events);
                },
                "alice",
                true);
        alice.sees("registered as ");

        told.get().callerRefused(new RefusedCaller("boss\u001b", "mallory"));

        alice.sees("A call that claimed to be “boss␛” came from “mallory” and was refused.");
    }

    // ---- the list ----

    @Test
    void theListHasEveryNameOnceOverAllPagesAndTheOwnOneMarked() {
        for (int i = 1; i <= 120; i++) {
            for (String router : List.of("router-1", "router-2", "router-3")) {
                network.addStaleTerminator(ChatOptions.DEFAULT_SERVICE, "user%03d".formatted(i), router);
            }
        }
        ConsoleUser alice = script("alice");

        alice.types("/list", "/quit");

        assertEquals(ConsoleApp.OK, alice.exitCode());
        List<String> list = alice.terminal().lines().stream()
                .filter(line -> line.matches("\\d+: .*"))
                .toList();
        assertEquals(121, list.size());
        assertEquals("1: user001", list.getFirst());
        assertEquals("120: user120", list.get(119));
        assertEquals("121: alice (you)", list.getLast());
        assertTrue(alice.terminal().hasShown("the network does not vouch for it"));
    }

    @Test
    void whoHasGoneIsNotListed() throws LinkException {
        ChatClient bob = client("bob");
        ConsoleUser alice = script("alice");
        alice.types("/list");
        alice.sees("1: bob");

        bob.close();
        alice.types("/list");

        alice.sees("1: alice (you)");
    }

    @Test
    void namesCannotCommandTheTerminal() {
        network.addStaleTerminator(ChatOptions.DEFAULT_SERVICE, "\u001b]0;evil\u0007", "router-1");
        ConsoleUser alice = script("alice");

        alice.types("/list");

        alice.sees("]0;evil");
        assertFalse(alice.terminal().hasShown("\u001b"));
    }

    // ---- scripts ----

    @Test
    void theEndOfTheInputQuitsAfterEverythingWasSent() throws LinkException {
        ChatClient bob = client("bob");
        ConsoleUser alice = script("alice");

        alice.types("/connect bob", "one", "two");
        await().until(() -> bob.conversations().conversation(ALICE).isPresent());
        bob.conversations().answer(ALICE);
        alice.types("three");
        alice.terminal().end();

        assertEquals(ConsoleApp.OK, alice.exitCode());
        await().until(() -> received(bob, ALICE).equals(List.of("one", "two", "three")));
        await("alice is gone")
                .until(() -> bob.peers().refresh().toCompletableFuture().join().peers().stream()
                        .noneMatch(peer -> peer.presence() == Presence.ONLINE));
    }

    @Test
    void linesWrittenAheadAreDoneInOrder() throws LinkException {
        // Two of them: called again at once, a peer may not have noticed the end of the first call yet.
        try (EchoResponder _ = EchoResponder.on(client("echo").conversations());
                EchoResponder _ = EchoResponder.on(client("other echo").conversations())) {
            ConsoleUser alice = script("alice");

            alice.types("/connect echo", "one", "/bye", "/connect other echo", "two");

            alice.sees("other echo: two");
            assertFalse(alice.terminal().hasShown("other echo: one"));
            alice.types("/quit");
            assertEquals(ConsoleApp.OK, alice.exitCode());
        }
    }

    @Test
    void whatAPeerSendsCannotCommandTheTerminal() throws LinkException {
        ConsoleUser alice = script("alice");
        ChatClient bob = client("bob");
        alice.types("/connect bob");
        await().until(() -> bob.conversations().conversation(ALICE).isPresent());
        bob.conversations().answer(ALICE);
        alice.sees("bob answered");

        bob.conversations().send(ALICE, "red\u202ealert");

        alice.sees("bob: red");
        assertFalse(alice.terminal().hasShown("\u202e"));
    }

    // ---- when the network does not want us ----

    @Test
    void aRefusedLogInIsASentenceAndEndsWithOne() {
        ConsoleUser alice = user(
                new FixedStatusOverlay(
                        new OverlayStatus(
                                OverlayStatus.State.REJECTED,
                                Optional.of(Reason.LOGIN_REFUSED),
                                "The controller refused the log-in. Ask for a new identity.",
                                0),
                        Optional.empty()),
                "alice",
                true);

        assertEquals(ConsoleApp.FAILED, alice.exitCode());
        alice.sees("The controller refused the log-in. Ask for a new identity.");
    }

    @Test
    void aScriptGivesUpWhenNothingAnswersForAMinute() {
        ConsoleUser alice = user(unreachable(), "alice", false);
        alice.types("/list");
        alice.sees("No controller answers. It is tried again.");
        await().until(() -> timers.waiting() > 0);

        timers.advance(Duration.ofSeconds(61));

        assertEquals(ConsoleApp.FAILED, alice.exitCode());
        alice.sees("Gave up after 60 seconds without a log-in. No controller answers.");
    }

    @Test
    void aPersonIsToldThatNothingAnswersAndMayLeave() {
        ConsoleUser alice = user(unreachable(), "alice", true);
        alice.sees("No controller answers. It is tried again.");

        alice.types("/list", "/connect bob");
        alice.sees("The list of who is there could not be fetched.");
        alice.sees("No edge router can be reached.");
        alice.types("/quit");

        assertEquals(ConsoleApp.OK, alice.exitCode());
        assertEquals(List.of("chat-p2p > "), alice.terminal().prompts().subList(0, 1));
    }

    @Test
    void aServiceThatCannotBeHostedIsSaidAndTheRestWorks() {
        ConsoleUser alice = user(
                new FixedStatusOverlay(
                        new OverlayStatus(
                                OverlayStatus.State.DEGRADED,
                                Optional.of(Reason.NOT_ALLOWED),
                                "You may not host chat-p2p, so nobody can call you.",
                                0),
                        Optional.of(ALICE)),
                "alice",
                false);

        alice.sees("registered as alice");
        alice.sees("You may not host chat-p2p, so nobody can call you.");
        alice.types("/help", "/quit");
        assertEquals(ConsoleApp.OK, alice.exitCode());
    }

    private static Overlay unreachable() {
        return new FixedStatusOverlay(
                new OverlayStatus(
                        OverlayStatus.State.OFFLINE,
                        Optional.of(Reason.CONTROLLER_UNREACHABLE),
                        "No controller answers. It is tried again.",
                        0),
                Optional.empty());
    }
}
