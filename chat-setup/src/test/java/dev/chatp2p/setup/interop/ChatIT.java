package dev.chatp2p.setup.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import dev.chatp2p.core.peer.Contact.Program;
import dev.chatp2p.setup.lab.GoPeer;
import dev.chatp2p.setup.lab.GoPeers;
import dev.chatp2p.setup.lab.LabIdentity;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole chat clients and Go peers talk on a real network: all pairings of ours and classic, caller and callee. */
@RealNetwork
@Timeout(120)
class ChatIT extends InteropTestBase {

    private final GoPeers peers;

    ChatIT(LabNetwork network, GoPeers peers) {
        super(network);
        this.peers = peers;
    }

    @Test
    void twoOfOursSpeakChat1() throws Exception {
        ChatClient alice = client("chat-alice");
        ChatClient bob = client("chat-bob");
        alice.conversations().call(self(bob));
        awaitState(bob, self(alice), CallState.INCOMING);
        await().atMost(SOON).until(() -> call(alice, self(bob)).protocol(), Call.Protocol.CHAT_1::equals);
        bob.conversations().answer(self(alice));
        awaitState(alice, self(bob), CallState.CONNECTED);
        Message posted = post(alice, self(bob), "one\ntwo");
        awaitTexts(bob, self(alice), "one\ntwo");
        awaitDelivery(alice, self(bob), posted, Delivery.State.DELIVERED);
        bob.conversations().markRead(self(alice));
        awaitDelivery(alice, self(bob), posted, Delivery.State.READ);
        bob.conversations().hangUp(self(alice));
        awaitState(alice, self(bob), CallState.ENDED);
    }

    @Test
    void aMessageWithoutACallArrivesWithoutRinging() throws Exception {
        ChatClient alice = client("quiet-alice");
        ChatClient bob = client("quiet-bob");
        Message posted = post(alice, self(bob), "no need to answer");
        awaitDelivery(alice, self(bob), posted, Delivery.State.DELIVERED);
        assertEquals(CallState.IDLE, call(bob, self(alice)).state());
        Message back = post(bob, self(alice), "but I do");
        awaitDelivery(bob, self(alice), back, Delivery.State.DELIVERED);
        awaitTexts(alice, self(bob), "but I do");
    }

    @Test
    void whatWaitsIsDeliveredWhenTheyComeOnline() throws Exception {
        ChatClient alice = client("early-alice");
        PeerId late = new PeerId("late-bob");
        LabIdentity identity = network.identity(late.name());
        Message posted = post(alice, late, "good morning");
        ChatClient bob = client(identity);
        awaitDelivery(alice, late, posted, Delivery.State.DELIVERED);
        awaitTexts(bob, self(alice), "good morning");
    }

    @Test
    void weCallAGoPeerInLines() throws Exception {
        GoPeer go = peers.host(network.identity("go-called"));
        ChatClient alice = client("calls-go");
        PeerId name = new PeerId("go-called");
        alice.conversations().call(name);
        assertEquals("hi there [chat/1]", go.await("INCOMING").field(2));
        awaitState(alice, name, CallState.RINGING);
        post(alice, name, "are you there?");
        go.awaitLine("are you there?");
        go.say("yes");
        awaitState(alice, name, CallState.CONNECTED);
        awaitTexts(alice, name, "yes");
        assertEquals(Call.Protocol.LINES, call(alice, name).protocol());
        post(alice, name, "one\ntwo");
        go.awaitLine("one");
        go.awaitLine("two");
        go.say("/close");
        awaitState(alice, name, CallState.ENDED);
    }

    @Test
    void aGoPeerCallsUsInLines() throws Exception {
        ChatClient alice = client("called-by-go");
        GoPeer go = peers.dial(network.identity("go-calling"), self(alice).name(), "hi there");
        PeerId name = new PeerId("go-calling");
        go.await("CONNECTED");
        awaitState(alice, name, CallState.INCOMING);
        go.say("hello");
        alice.conversations().answer(name);
        go.awaitLine("");
        awaitTexts(alice, name, "hello");
        post(alice, name, "hi");
        go.awaitLine("hi");
        alice.conversations().hangUp(name);
        go.await("CLOSED");
    }

    @Test
    void aGoPeerIsTriedOnceForAMessageWithoutACall() throws Exception {
        GoPeer go = peers.host(network.identity("go-tried"));
        ChatClient alice = client("tries-go");
        PeerId name = new PeerId("go-tried");
        Message posted = post(alice, name, "for later");
        go.await("INCOMING");
        go.await("CLOSED");
        await().atMost(SOON).until(() -> alice.contacts().contact(name).program(), Program.CLASSIC::equals);
        alice.conversations().call(name);
        go.await("INCOMING");
        go.say("hello");
        go.awaitLine("for later");
        awaitDelivery(alice, name, posted, Delivery.State.SENT);
    }

    @Test
    void threeConversationsGoOnAtTheSameTime() throws Exception {
        ChatClient alice = client("busy-alice");
        ChatClient bob = client("busy-bob");
        ChatClient carol = client("busy-carol");
        GoPeer go = peers.dial(network.identity("go-busy"), self(alice).name(), "hi there");
        PeerId dave = new PeerId("go-busy");
        alice.conversations().call(self(bob));
        carol.conversations().call(self(alice));
        awaitState(bob, self(alice), CallState.INCOMING);
        bob.conversations().answer(self(alice));
        for (PeerId caller : List.of(self(carol), dave)) {
            awaitState(alice, caller, CallState.INCOMING);
            alice.conversations().answer(caller);
        }
        for (PeerId peer : List.of(self(bob), self(carol), dave)) {
            awaitState(alice, peer, CallState.CONNECTED);
            post(alice, peer, "to " + peer.name());
        }
        awaitTexts(bob, self(alice), "to busy-bob");
        awaitTexts(carol, self(alice), "to busy-carol");
        go.awaitLine("to go-busy");
        post(bob, self(alice), "from bob");
        post(carol, self(alice), "from carol");
        go.say("from go");
        awaitTexts(alice, self(bob), "from bob");
        awaitTexts(alice, self(carol), "from carol");
        awaitTexts(alice, dave, "from go");
    }

    private ChatClient client(String name) throws Exception {
        return client(network.identity(name));
    }

    private ChatClient client(LabIdentity identity) throws Exception {
        ChatClient client = opened(OverlayChatClient.start(
                new ZitiOverlay("test"),
                new Credentials.IdentityFile(identity.file()),
                ChatOptions.DEFAULT,
                ChatStores.inMemory(),
                new SystemTimers()));
        await().atMost(SOON).until(() -> client.status().terminators() > 0);
        return client;
    }

    private static PeerId self(ChatClient client) {
        return client.self().orElseThrow();
    }

    private static Call call(ChatClient client, PeerId peer) {
        return client.conversations().conversation(peer).orElseThrow().call();
    }

    private static void awaitState(ChatClient client, PeerId peer, CallState state) {
        await().atMost(SOON)
                .until(
                        () -> client.conversations()
                                .conversation(peer)
                                .map(conversation -> conversation.call().state()),
                        Optional.of(state)::equals);
    }

    private static Message post(ChatClient client, PeerId peer, String text) throws Exception {
        return client.conversations()
                .post(peer, text, Optional.empty())
                .toCompletableFuture()
                .get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private static void awaitTexts(ChatClient client, PeerId peer, String... texts) {
        await().atMost(SOON)
                .until(
                        () -> client.conversations().conversation(peer).stream()
                                .flatMap(conversation -> conversation.messages().stream())
                                .filter(message -> message.author() == Author.PEER)
                                .map(Message::text)
                                .toList(),
                        List.of(texts)::equals);
    }

    private static void awaitDelivery(ChatClient client, PeerId peer, Message message, Delivery.State state) {
        await().atMost(SOON)
                .until(() -> client.conversations().conversation(peer).stream()
                        .flatMap(conversation -> conversation.messages().stream())
                        .anyMatch(each -> each.id().equals(message.id())
                                && each.delivery().state() == state));
    }
}
