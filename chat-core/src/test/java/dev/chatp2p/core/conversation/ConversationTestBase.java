package dev.chatp2p.core.conversation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.VirtualTimers;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import dev.chatp2p.core.peer.Contact;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A memory network with a clock that the test turns; clients under test and classic peers on it. */
@Timeout(30)
abstract class ConversationTestBase {

    static final PeerId ALICE = new PeerId("alice");
    static final PeerId BOB = new PeerId("bob");

    final MemoryOverlay network = new MemoryOverlay();
    final VirtualTimers timers = new VirtualTimers();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void closeEverything() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    /** A client under test, ready to be called. */
    ConversationService client(PeerId name) throws LinkException {
        return client(name, "hi there");
    }

    ConversationService client(PeerId name, String greeting) throws LinkException {
        return start(name, greeting, ChatStores.inMemory()).conversations();
    }

    /** A whole client, with what it keeps. */
    ChatClient start(PeerId name, ChatStores stores) throws LinkException {
        return start(name, "hi there", stores);
    }

    private ChatClient start(PeerId name, String greeting, ChatStores stores) throws LinkException {
        ChatClient client = OverlayChatClient.start(
                network,
                new Credentials.Name(name),
                new ChatOptions(ChatOptions.DEFAULT_SERVICE, greeting),
                stores,
                timers);
        opened.push(client);
        soon().until(() -> client.status().terminators() > 0);
        return client;
    }

    /** Changes what is noted of somebody, and waits for it. */
    static void note(ChatClient client, PeerId peer, UnaryOperator<Contact> change) {
        client.contacts().change(peer, change);
        soon().until(() -> client.contacts().contact(peer), contact -> contact.equals(change.apply(contact)));
    }

    static Message newest(ConversationService service, PeerId peer, Author author) {
        return conversation(service, peer).messages().stream()
                .filter(message -> message.author() == author)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    static void awaitDelivery(ConversationService service, PeerId peer, UUID id, Delivery.State state) {
        soon().until(
                        () -> conversation(service, peer).messages().stream()
                                .filter(message -> message.id().equals(id))
                                .map(message -> message.delivery().state())
                                .toList(),
                        List.of(state)::equals);
    }

    ClassicPeer classic(PeerId name) throws LinkException {
        ClassicPeer peer = ClassicPeer.on(network, name.name());
        opened.push(peer);
        return peer;
    }

    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(10)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    static void awaitState(ConversationService service, PeerId peer, CallState state) {
        soon().until(() -> service.conversation(peer).map(c -> c.call().state()), Optional.of(state)::equals);
    }

    /** Waits until the call is over in that way and checks that it says so in words. */
    static Call awaitEnd(ConversationService service, PeerId peer, CallState state, EndReason reason) {
        awaitState(service, peer, state);
        Call call = call(service, peer);
        assertEquals(Optional.of(reason), call.end(), call.sentence());
        assertEquals(true, call.sentence().endsWith("."), call.sentence());
        return call;
    }

    static Call call(ConversationService service, PeerId peer) {
        return conversation(service, peer).call();
    }

    static Conversation conversation(ConversationService service, PeerId peer) {
        return service.conversation(peer).orElseThrow();
    }

    static List<String> texts(ConversationService service, PeerId peer, Author author) {
        return service.conversation(peer).map(Conversation::messages).orElse(List.of()).stream()
                .filter(message -> message.author() == author)
                .map(Message::text)
                .toList();
    }

    /** All there are, also those that are in the history only. */
    static List<String> keptTexts(ConversationService service, PeerId peer, Author author) throws Exception {
        List<Message> all = new ArrayList<>();
        Optional<UUID> before = Optional.empty();
        List<Message> page;
        do {
            page = service.messagesBefore(peer, before, 500)
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            all.addAll(0, page);
            before = page.isEmpty() ? before : Optional.of(page.getFirst().id());
        } while (!page.isEmpty());
        return all.stream()
                .filter(message -> message.author() == author)
                .map(Message::text)
                .toList();
    }

    /** Until then nothing that we say reaches a classic peer: it could still offer more than lines. */
    void noOfferComes() {
        timers.advance(PeerChannel.OFFER_TIME);
    }

    static void awaitTexts(ConversationService service, PeerId peer, Author author, String... texts) {
        soon().until(() -> texts(service, peer, author), List.of(texts)::equals);
    }

    static Message sent(CompletionStage<Message> sending) throws Exception {
        return sending.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    static Reason notSent(CompletionStage<Message> sending) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> sent(sending));
        return assertInstanceOf(LinkException.class, failed.getCause()).reason();
    }
}
