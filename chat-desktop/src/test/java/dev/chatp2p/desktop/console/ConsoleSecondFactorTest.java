package dev.chatp2p.desktop.console;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.chatp2p.core.concurrent.VirtualTimers;
import dev.chatp2p.core.overlay.FakeSecondFactor;
import dev.chatp2p.core.overlay.GuardedOverlay;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.SecondFactor;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConsoleSecondFactorTest {

    private final MemoryOverlay network = new MemoryOverlay();
    private final GuardedOverlay guarded = new GuardedOverlay(network);
    private final List<ConsoleUser> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.reversed().forEach(ConsoleUser::close);
    }

    @Test
    void aPersonIsAskedForTheCodeUntilItIsRight() {
        ConsoleUser alice = user(guarded, true);
        alice.sees("The network asks for a second factor.");
        alice.types("000000");
        alice.sees("The network does not take this code.");
        assertFalse(alice.terminal().hasShown("registered as"));
        alice.types("123 456");
        alice.sees("registered as alice");
        await().until(() -> alice.terminal().prompts().getLast().equals("alice > "));
        assertEquals(List.of("code > ", "code > ", "alice > "), alice.terminal().prompts());
    }

    @Test
    void aPersonWhoIsAskedCanGiveUp() {
        ConsoleUser alice = user(guarded, true);
        alice.sees("The network asks for a second factor.");
        alice.types("/quit");
        assertEquals(ConsoleApp.OK, alice.exitCode());
    }

    @Test
    void aScriptIsToldThatNobodyCanBeAsked() {
        ConsoleUser alice = user(guarded, false);
        alice.sees("The network asks for a second factor, and nobody can be asked for its code here.");
        assertEquals(ConsoleApp.FAILED, alice.exitCode());
    }

    @Test
    void itIsRemovedAndSetUpByCommands() {
        ConsoleUser alice = user(guarded, true);
        alice.sees("The network asks for a second factor.");
        alice.types(FakeSecondFactor.CODE);
        alice.sees("registered as alice");
        alice.types("/mfa");
        alice.sees("The second factor is on: each log-in asks for a code.");
        assertFalse(alice.terminal().hasShown("RC10QZ"));
        alice.types("/mfa codes 123456");
        alice.sees("    RC10QZ RC11QZ");
        alice.types("/mfa remove 123 456");
        alice.sees("There is no second factor any more.");
        alice.types("/mfa status");
        alice.sees("There is no second factor. Type /mfa setup to set one up.");
        alice.types("/mfa setup");
        alice.sees("otpauth://totp/");
        alice.sees("Then type /mfa verify <code>");
        alice.types("/mfa verify 000000");
        alice.sees("The network does not take this code.");
        alice.types("/mfa verify 123456");
        alice.sees("from now on");
        assertEquals(SecondFactor.State.ACTIVE, state());
        alice.types("/mfa what");
        alice.sees("Usage: /mfa status");
    }

    @Test
    void aLineTypedBeforeTheNetworkAskedAgainIsNoCode() {
        ConsoleUser alice = user(guarded, true);
        alice.sees("The network asks for a second factor.");
        alice.types(FakeSecondFactor.CODE);
        await().until(() -> alice.terminal().prompts().getLast().equals("alice > "));
        guarded.askAgain();
        await().until(() -> alice.terminal().lines().stream()
                        .filter(line -> line.startsWith("The network asks for a second factor."))
                        .count()
                == 2);
        alice.types("okay");
        alice.sees("Not sent: the network asks for a second factor first.");
        assertEquals(List.of("answer " + FakeSecondFactor.CODE), guarded.secondFactors.getFirst().asked);
        await().until(() -> alice.terminal().prompts().getLast().equals("code > "));
        alice.types(FakeSecondFactor.CODE);
        await().until(() -> alice.terminal().prompts().getLast().equals("alice > "));
        assertEquals(2, guarded.secondFactors.getFirst().asked.size());
    }

    @Test
    void inACallLinesAreSaidAlthoughTheNetworkAsksAgain() {
        ConsoleUser bob = user(network, "bob", true);
        bob.sees("registered as bob");
        ConsoleUser alice = user(guarded, true);
        alice.sees("The network asks for a second factor.");
        alice.types(FakeSecondFactor.CODE);
        alice.sees("registered as alice");
        alice.types("/connect bob");
        bob.sees("Incoming connection from alice");
        bob.types("/accept");
        alice.sees("bob answered");
        guarded.askAgain();
        alice.sees("What you type still goes to bob.");
        alice.types("okay", "fine");
        bob.sees("alice: fine");
        assertEquals(List.of("answer " + FakeSecondFactor.CODE), guarded.secondFactors.getFirst().asked);
        alice.types("/bye");
        await().until(() -> alice.terminal().prompts().getLast().equals("code > "));
        alice.types(FakeSecondFactor.CODE);
        await().until(() -> guarded.secondFactors.getFirst().asked.size() == 2);
    }

    @Test
    void aFailureNobodyForesawDoesNotEndTheReading() {
        ConsoleUser alice = user(guarded, true);
        alice.sees("The network asks for a second factor.");
        guarded.secondFactors.getFirst().breakOnce();
        alice.types(FakeSecondFactor.CODE);
        alice.sees("Something unexpected went wrong.");
        alice.types(FakeSecondFactor.CODE);
        alice.sees("registered as alice");
    }

    @Test
    void aNetworkWithoutASecondFactorSaysSo() {
        ConsoleUser alice = user(network, true);
        alice.sees("registered as alice");
        alice.types("/mfa setup");
        alice.sees("This network has no second factor.");
    }

    private SecondFactor.State state() {
        try {
            return guarded.secondFactors.getFirst().state();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ConsoleUser user(Overlay overlay, boolean interactive) {
        return user(overlay, "alice", interactive);
    }

    private ConsoleUser user(Overlay overlay, String name, boolean interactive) {
        ConsoleUser user = new ConsoleUser(overlay, new VirtualTimers(), name, interactive);
        open.add(user);
        return user;
    }
}
