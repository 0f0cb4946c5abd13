package dev.chatp2p.core;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.Conversation;
import dev.chatp2p.core.conversation.EchoResponder;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.conversation.MemoryHistory;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.OverlayStatus.State;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import dev.chatp2p.core.peer.ContactStore;
import dev.chatp2p.core.peer.Peer;
import dev.chatp2p.core.peer.Presence;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.core.settings.SettingsStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverlayChatClientTest {

    private static final PeerId ALICE = new PeerId("alice");
    private static final PeerId BOB = new PeerId("bob");

    private final MemoryOverlay network = new MemoryOverlay();
    private final List<ChatClient> clients = new ArrayList<>();

    @AfterEach
    void closeClients() {
        clients.forEach(ChatClient::close);
    }

    @Test
    void aClientTellsWhoItIsAndThatItIsOnlineOnThreeRouters() throws Exception {
        ChatClient alice = client("alice");
        await().until(() -> alice.status().terminators() == 3);
        assertEquals(Optional.of(ALICE), alice.self());
        assertEquals(State.ONLINE, alice.status().state());
        assertEquals("Online on 3 routers (demo network)", alice.status().sentence());
    }

    @Test
    void theServiceAndTheNameAreThoseThatAreSet() throws Exception {
        ChatClient alice = client("alice", ChatOptions.DEFAULT, "our-chat", "desk");
        ChatClient bob = client("bob", new ChatOptions("our-chat", "hi"), "another", "");
        await().until(() -> bob.peers().refresh().toCompletableFuture().get().peers().stream()
                .anyMatch(peer -> peer.id().equals(new PeerId("desk"))));
        assertEquals(Optional.of(ALICE), alice.self());
    }

    @Test
    void statusObserversHearTheStatusNowAndEveryLaterOneInOrder() throws Exception {
        ChatClient alice = client("alice");
        await().until(() -> alice.status().terminators() == 3);
        List<State> heard = new CopyOnWriteArrayList<>();
        alice.observeStatus(status -> heard.add(status.state()));
        await().until(() -> heard.equals(List.of(State.ONLINE)));
        network.unplug(ALICE);
        await().until(() -> heard.equals(List.of(State.ONLINE, State.OFFLINE)));
        network.plugIn(ALICE);
        await().until(() -> heard.getLast() == State.ONLINE);
    }

    @Test
    void twoClientsSeeEachOtherTalkAndPart() throws Exception {
        ChatClient alice = client("alice");
        ChatClient bob = client("bob");
        await().until(
                        () -> alice.peers()
                                .refresh()
                                .toCompletableFuture()
                                .get()
                                .peers(),
                        List.of(new Peer(BOB, Presence.ONLINE, 3))::equals);
        alice.conversations().call(BOB);
        awaitState(bob, ALICE, CallState.INCOMING);
        assertEquals("hi there", conversation(bob, ALICE).call().greeting());
        bob.conversations().answer(ALICE);
        awaitState(alice, BOB, CallState.CONNECTED);
        Message sent = alice.conversations()
                .send(BOB, "good morning")
                .toCompletableFuture()
                .get();
        assertEquals("good morning", sent.text());
        await().until(() -> texts(bob, ALICE, Author.PEER), List.of("good morning")::equals);
        bob.conversations().hangUp(ALICE);
        awaitState(alice, BOB, CallState.ENDED);
        assertEquals(
                Optional.of(EndReason.HUNG_UP), conversation(alice, BOB).call().end());
    }

    @Test
    void theEchoAnswersByItselfAndSendsEveryMessageBack() throws Exception {
        ChatClient alice = client("alice");
        ChatClient echo = client("echo");
        await().until(() -> echo.status().terminators() == 3);
        EchoResponder responder = EchoResponder.on(echo.conversations());
        PeerId name = new PeerId("echo");
        alice.conversations().call(name);
        awaitState(alice, name, CallState.CONNECTED);
        alice.conversations().send(name, "one\ntwo");
        await().until(() -> texts(alice, name, Author.PEER), List.of("one\ntwo")::equals);
        responder.close();
    }

    @Test
    void theEchoAnswersMessagesWithoutACallToo() throws Exception {
        ChatClient alice = client("alice");
        ChatClient echo = client("echo");
        await().until(() -> echo.status().terminators() == 3);
        try (EchoResponder _ = EchoResponder.on(echo.conversations())) {
            PeerId name = new PeerId("echo");
            Message posted = alice.conversations()
                    .post(name, "hello", Optional.empty())
                    .toCompletableFuture()
                    .get();
            await().until(() -> texts(alice, name, Author.PEER), List.of("hello")::equals);
            assertEquals(
                    Optional.of(posted.id()),
                    conversation(alice, name).messages().getLast().replyTo());
            assertEquals(CallState.IDLE, conversation(alice, name).call().state());
        }
    }

    @Test
    void theGreetingThatIsSetIsSeenWithTheNextCall() throws Exception {
        ChatClient alice = client("alice");
        ChatClient bob = client("bob");
        await().until(() -> bob.status().terminators() == 3);
        alice.settings().change(settings -> settings.withGreeting("it is me"));
        await().until(() -> alice.settings().settings().greeting(), "it is me"::equals);
        alice.conversations().call(BOB);
        awaitState(bob, ALICE, CallState.INCOMING);
        assertEquals("it is me", conversation(bob, ALICE).call().greeting());
    }

    @Test
    void aPeerWhoClosesTheProgramIsSeenAsOffline() throws Exception {
        ChatClient alice = client("alice");
        ChatClient bob = client("bob");
        await().until(() ->
                !alice.peers().refresh().toCompletableFuture().get().peers().isEmpty());
        bob.close();
        assertEquals(
                List.of(new Peer(BOB, Presence.OFFLINE, 0)),
                alice.peers().refresh().toCompletableFuture().get().peers());
    }

    @Test
    void closingHangsUpEverywhereWithinTwoSeconds() throws Exception {
        ChatClient alice = client("alice");
        ChatClient bob = client("bob");
        await().until(() -> bob.status().terminators() == 3);
        EchoResponder.on(bob.conversations());
        alice.conversations().call(BOB);
        awaitState(alice, BOB, CallState.CONNECTED);
        assertTimeout(Duration.ofSeconds(2), alice::close);
        awaitState(bob, ALICE, CallState.ENDED);
        assertEquals(
                Optional.of(EndReason.SHUTDOWN), conversation(alice, BOB).call().end());
        alice.close();
    }

    @Test
    void whoComesSecondUnderANameIsToldSoAndTakesOverLater() throws Exception {
        ChatClient first = client("alice");
        await().until(() -> first.status().terminators() == 3);
        ChatClient second = client("alice");
        await().until(() -> second.status().state() == State.DEGRADED);
        OverlayStatus status = second.status();
        assertEquals(Optional.of(Reason.NAME_IN_USE), status.reason());
        assertTrue(status.sentence().contains("already uses this name"), status.sentence());
        first.close();
        await().until(() -> second.status().terminators() == 3);
    }

    @Test
    void credentialsTheNetworkCannotUseAreRefusedAtOnce() {
        LinkException refused = assertThrows(
                LinkException.class,
                () -> OverlayChatClient.start(
                        network,
                        new Credentials.IdentityFile(Path.of("nobody.json")),
                        ChatOptions.DEFAULT,
                        new SystemTimers()));
        assertEquals(Reason.BAD_IDENTITY, refused.reason());
    }

    /** A client for whom a service and a name are set. */
    private ChatClient client(String name, ChatOptions options, String service, String instance) throws LinkException {
        ChatSettings set = ChatSettings.DEFAULT.with(new ChatSettings.Network(
                Optional.of(service), Optional.of(instance).filter(n -> !n.isEmpty()), List.of()));
        SettingsStore kept = new SettingsStore() {
            @Override
            public ChatSettings load() {
                return set;
            }

            @Override
            public void save(ChatSettings settings) {}
        };
        ChatClient client = OverlayChatClient.start(
                network,
                new Credentials.Name(new PeerId(name)),
                options,
                new ChatStores(new MemoryHistory(), ContactStore.none(), kept),
                new SystemTimers());
        clients.add(client);
        return client;
    }

    private ChatClient client(String name) throws LinkException {
        ChatClient client = OverlayChatClient.start(
                network, new Credentials.Name(new PeerId(name)), ChatOptions.DEFAULT, new SystemTimers());
        clients.add(client);
        return client;
    }

    private static Conversation conversation(ChatClient client, PeerId peer) {
        return client.conversations().conversation(peer).orElseThrow();
    }

    private static List<String> texts(ChatClient client, PeerId peer, Author author) {
        return conversation(client, peer).messages().stream()
                .filter(message -> message.author() == author)
                .map(Message::text)
                .toList();
    }

    private static void awaitState(ChatClient client, PeerId peer, CallState state) {
        await().until(
                        () -> client.conversations()
                                .conversation(peer)
                                .map(c -> c.call().state()),
                        Optional.of(state)::equals);
    }
}
