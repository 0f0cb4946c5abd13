package dev.chatp2p.core.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.ContactStore;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.protocol.Hello;
import dev.chatp2p.core.settings.SettingsStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody can do with {@code chat/1} who wants no good: read what is for others, keep us busy, take all the room. */
class HostileFramesTest extends ConversationTestBase {

    private static final PeerId MALLORY = new PeerId("mallory");
    private static final PeerId CAROL = new PeerId("carol");

    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
    private final AtomicInteger lookedUp = new AtomicInteger();

    @AfterEach
    void closeOpened() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    // ---- messages for Bob are not for whoever says that he is Bob

    @Test
    void messagesThatWaitDoNotGoToACallerWhoOnlyClaimsTheName() throws Exception {
        ConversationService alice = alice(UnvouchedOverlay.over(network)).conversations();
        alice.post(BOB, "the key is under the mat", Optional.empty())
                .toCompletableFuture()
                .get();
        FramePeer claimant = dial(BOB, Optional.empty());
        awaitState(alice, BOB, CallState.INCOMING);
        assertEquals(List.of(new Frame.Ringing()), claimant.heardUntilNow());
        alice.answer(BOB);
        soon().until(() -> claimant.heardUntilNow().stream().anyMatch(Frame.Text.class::isInstance));
    }

    @Test
    void messagesThatWaitDoNotGoOverALinkForMessagesOfSomebodyWhoOnlyClaimsTheName() throws Exception {
        ConversationService alice = alice(UnvouchedOverlay.over(network)).conversations();
        alice.post(BOB, "the key is under the mat", Optional.empty())
                .toCompletableFuture()
                .get();
        FramePeer claimant = dial(BOB, Optional.of(Hello.DELIVER));
        claimant.say(text("hello"));
        awaitTexts(alice, BOB, Author.PEER, "hello");
        alice.post(BOB, "and the dog is asleep", Optional.empty())
                .toCompletableFuture()
                .get();
        alice.typing(BOB, true);
        alice.markRead(BOB);
        List<Frame> heard = claimant.heardUntilNow();
        assertTrue(heard.stream().allMatch(Frame.Receipt.class::isInstance), heard::toString);
    }

    @Test
    void messagesThatWaitGoOverALinkOfSomebodyTheNetworkVouchesFor() throws Exception {
        ConversationService alice = alice(network).conversations();
        alice.post(BOB, "supper?", Optional.empty()).toCompletableFuture().get();
        FramePeer bob = dial(BOB, Optional.of(Hello.DELIVER));
        soon().until(() -> bob.heardUntilNow().stream().anyMatch(Frame.Text.class::isInstance));
    }

    // ---- strangers

    @Test
    void receiptsOfStrangersAreNotLookedUp() throws Exception {
        ConversationService alice = alice(network).conversations();
        FramePeer mallory = dial(MALLORY, Optional.of(Hello.DELIVER));
        mallory.say(text("hello"));
        awaitTexts(alice, MALLORY, Author.PEER, "hello");
        for (int i = 0; i < 20; i++) {
            mallory.say(receipt());
        }
        mallory.heardUntilNow();
        assertEquals(0, lookedUp.get());
    }

    @Test
    void aStrangersLinkForMessagesEndsThoughTheStrangerKeepsWriting() throws Exception {
        alice(network);
        FramePeer mallory = dial(MALLORY, Optional.of(Hello.DELIVER));
        mallory.heardUntilNow();
        for (int i = 0; i < 3; i++) {
            timers.advance(Duration.ofSeconds(15));
            mallory.say(new Frame.Typing(true), text("still here"));
            mallory.heardUntilNow();
        }
        timers.advance(Courier.IDLE.minusSeconds(45));
        soon().until(mallory::isOver);
    }

    @Test
    void strangersDoNotTellThatTheyWrite() throws Exception {
        ConversationService alice = alice(network).conversations();
        List<ConversationEvent> heard = new CopyOnWriteArrayList<>();
        alice.observe(heard::add);
        FramePeer mallory = dial(MALLORY, Optional.of(Hello.DELIVER));
        mallory.say(new Frame.Typing(true));
        mallory.heardUntilNow();
        assertEquals(0, typingChanges(heard));
    }

    // ---- people we know

    @Test
    void aFloodOfTypingIsToldAsOne() throws Exception {
        ChatClient alice = alice(network);
        know(alice, BOB);
        List<ConversationEvent> heard = new CopyOnWriteArrayList<>();
        alice.conversations().observe(heard::add);
        FramePeer bob = dial(BOB, Optional.of(Hello.DELIVER));
        for (int i = 0; i < 500; i++) {
            bob.say(new Frame.Typing(true), new Frame.Typing(false));
        }
        bob.heardUntilNow();
        soon().until(() -> typingChanges(heard) >= 1);
        assertTrue(typingChanges(heard) <= 2, () -> typingChanges(heard) + " changes");
        timers.advance(Typing.PAUSE);
        bob.say(new Frame.Typing(true));
        bob.heardUntilNow();
        soon().until(() -> typingChanges(heard) >= 3);
    }

    @Test
    void thereIsAnEndToWhatSomebodyMayLeaveUnread() throws Exception {
        ChatClient alice = alice(network);
        know(alice, BOB);
        FramePeer bob = dial(BOB, Optional.of(Hello.DELIVER));
        String large = "x".repeat(OutgoingText.MAX_BYTES);
        int most = Inbox.MAX_UNNOTICED_LENGTH / large.length();
        for (int i = 0; i < most + 10; i++) {
            bob.say(text(large));
        }
        assertEquals(most, acknowledged(bob.heardUntilNow()));
        // Once they are read there is room again.
        alice.conversations().markRead(BOB);
        soon().until(() -> alice.conversations().conversation(BOB).orElseThrow().unread() == 0);
        bob.say(text("the last one"));
        assertEquals(1, acknowledged(bob.heardUntilNow()));
    }

    // ---- ids

    @Test
    void anIdThatSomebodyElseUsedDoesNotKeepAMessageAway() throws Exception {
        ChatClient alice = alice(network);
        know(alice, BOB);
        know(alice, CAROL);
        Frame.Text theirs = text("from Bob");
        FramePeer bob = dial(BOB, Optional.of(Hello.DELIVER));
        bob.say(theirs, new Frame.Text(theirs.id(), theirs.at(), "not this", Optional.empty()));
        awaitTexts(alice.conversations(), BOB, Author.PEER, "from Bob");
        FramePeer carol = dial(CAROL, Optional.of(Hello.DELIVER));
        carol.say(new Frame.Text(theirs.id(), theirs.at(), "from Carol", Optional.of(theirs.id())));
        awaitTexts(alice.conversations(), CAROL, Author.PEER, "from Carol");
        awaitTexts(alice.conversations(), BOB, Author.PEER, "from Bob");
    }

    @Test
    void aReceiptCountsOnlyInTheConversationOfTheMessage() throws Exception {
        ChatClient alice = alice(network);
        know(alice, CAROL);
        FramePeer bob = dial(BOB, Optional.of(Hello.DELIVER));
        bob.heardUntilNow();
        Message message = alice.conversations()
                .post(BOB, "supper?", Optional.empty())
                .toCompletableFuture()
                .get();
        soon().until(() -> delivery(alice, BOB) == Delivery.State.SENT);
        FramePeer carol = dial(CAROL, Optional.of(Hello.DELIVER));
        carol.say(new Frame.Receipt(List.of(message.id()), Frame.Stage.READ));
        carol.heardUntilNow();
        assertEquals(Delivery.State.SENT, delivery(alice, BOB));
        bob.say(new Frame.Receipt(List.of(message.id()), Frame.Stage.DELIVERED));
        soon().until(() -> delivery(alice, BOB) == Delivery.State.DELIVERED);
    }

    private Delivery.State delivery(ChatClient alice, PeerId peer) {
        return alice.conversations().conversation(peer).orElseThrow().messages().stream()
                .filter(message -> message.author() == Author.ME)
                .map(message -> message.delivery().state())
                .findFirst()
                .orElseThrow();
    }

    private static int acknowledged(List<Frame> heard) {
        return heard.stream()
                .flatMap(frame -> frame instanceof Frame.Receipt receipt && receipt.stage() == Frame.Stage.DELIVERED
                        ? Stream.of(receipt)
                        : Stream.empty())
                .mapToInt(receipt -> receipt.ids().size())
                .sum();
    }

    private static long typingChanges(List<ConversationEvent> heard) {
        return heard.stream()
                .filter(ConversationEvent.TypingChanged.class::isInstance)
                .count();
    }

    private Frame.Text text(String body) {
        return new Frame.Text(UUID.randomUUID(), Instant.ofEpochSecond(1), body, Optional.empty());
    }

    private static Frame.Receipt receipt() {
        List<UUID> ids = IntStream.range(0, Frame.Receipt.MAX_IDS)
                .mapToObj(i -> UUID.randomUUID())
                .toList();
        return new Frame.Receipt(ids, Frame.Stage.READ);
    }

    private void know(ChatClient client, PeerId peer) {
        client.contacts().change(peer, contact -> contact.withKnown(true));
        soon().until(() -> client.contacts().contact(peer).known());
    }

    private FramePeer dial(PeerId name, Optional<String> purpose) throws Exception {
        FramePeer peer = FramePeer.dial(network, name, ALICE, purpose);
        opened.add(peer);
        return peer;
    }

    private ChatClient alice(Overlay overlay) throws Exception {
        ChatClient client = OverlayChatClient.start(
                overlay,
                new Credentials.Name(ALICE),
                ChatOptions.DEFAULT,
                new ChatStores(counting(new MemoryHistory()), ContactStore.none(), SettingsStore.none()),
                timers);
        opened.add(client);
        soon().until(() -> client.status().terminators() > 0);
        return client;
    }

    /** Counts how often a message is looked for. */
    private History counting(History history) {
        return (History) Proxy.newProxyInstance(
                History.class.getClassLoader(), new Class<?>[] {History.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("find")) {
                        lookedUp.incrementAndGet();
                    }
                    try {
                        return method.invoke(history, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
