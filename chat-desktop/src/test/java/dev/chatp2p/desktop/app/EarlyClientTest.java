package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import dev.chatp2p.ziti.identity.TestPki;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The identity used first is opened while the window is made. */
@Timeout(60)
class EarlyClientTest {

    private static final Credentials ALICE = new Credentials.Name(new PeerId("alice"));
    private static final Credentials BOB = new Credentials.Name(new PeerId("bob"));

    private final MemoryOverlay network = new MemoryOverlay();
    private final BlockingQueue<ChatClient> opened = new LinkedBlockingQueue<>();

    private ChatClient open(Credentials credentials) throws LinkException {
        ChatClient client = OverlayChatClient.start(network, credentials, ChatOptions.DEFAULT, new SystemTimers());
        opened.add(client);
        return client;
    }

    @AfterEach
    void closeAll() {
        opened.forEach(ChatClient::close);
    }

    @Test
    void itIsBegunBeforeAnybodyAsks() throws Exception {
        try (EarlyClient early = EarlyClient.begin(this::open, ALICE)) {
            ChatClient begun = opened.poll(30, TimeUnit.SECONDS);

            assertSame(begun, early.open(ALICE));
            assertEquals(List.of(), List.copyOf(opened));
        }
    }

    @Test
    void whoeverAsksAgainOrForSomebodyElseGetsOneOfTheirOwn() throws Exception {
        try (EarlyClient early = EarlyClient.begin(this::open, ALICE)) {
            ChatClient bob = early.open(BOB);
            ChatClient first = early.open(ALICE);
            ChatClient second = early.open(ALICE);

            assertNotSame(bob, first);
            assertNotSame(first, second);
            assertEquals(3, opened.size());
        }
    }

    @Test
    void whatNobodyHasAskedForIsClosed() throws Exception {
        EarlyClient.begin(this::open, ALICE).close();

        assertEquals(OverlayStatus.State.CLOSED, opened.take().status().state());
    }

    @Test
    void whatSomebodyHasGotStaysOpen() throws Exception {
        EarlyClient early = EarlyClient.begin(this::open, ALICE);
        ChatClient client = early.open(ALICE);

        early.close();

        assertNotSame(OverlayStatus.State.CLOSED, client.status().state());
    }

    @Test
    void anIdentityThatNeedsAPasswordIsLeftAlone(@TempDir Path folder) throws Exception {
        Path identity = Files.writeString(folder.resolve("alice"), """
                {"ztAPI": "https://ctrl.example.org:1280", "username": "alice", "id": {"ca": "pem:%s"}}""".formatted(
                        TestPki.pem(new TestPki("root").authority()).replace("\n", "\\n")));
        AtomicInteger opening = new AtomicInteger();
        ClientOpener opener = credentials -> {
            opening.incrementAndGet();
            return open(ALICE);
        };

        EarlyClient.begin(opener, new Credentials.IdentityFile(identity, Optional.empty()))
                .close();

        assertEquals(0, opening.get());
    }

    @Test
    void aRefusalIsToldToWhoeverAsks() {
        try (EarlyClient early = EarlyClient.begin(
                credentials -> {
                    throw new LinkException(Reason.BAD_IDENTITY, "The file is damaged.");
                },
                ALICE)) {
            assertEquals(
                    Reason.BAD_IDENTITY,
                    assertThrows(LinkException.class, () -> early.open(ALICE)).reason());
        }
    }
}
