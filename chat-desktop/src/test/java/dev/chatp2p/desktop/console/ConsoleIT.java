package dev.chatp2p.desktop.console;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.setup.lab.GoPeer;
import dev.chatp2p.setup.lab.GoPeers;
import dev.chatp2p.setup.lab.LabAccess;
import dev.chatp2p.setup.lab.LabIdentity;
import dev.chatp2p.setup.lab.LabKey;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.LabTerminator;
import dev.chatp2p.setup.lab.RealNetwork;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The terminal client as people and scripts start it, on a real network. */
@RealNetwork
@Timeout(180)
class ConsoleIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** No more than one peer may call in a minute. */
    private static final int CALLS_IN_A_ROW = 5;

    private final LabNetwork network;

    ConsoleIT(LabNetwork network) {
        this.network = network;
    }

    private Set<String> routersHosting(String name) throws Exception {
        List<LabTerminator> terminators = network.terminators(ChatOptions.DEFAULT_SERVICE);
        return terminators.stream()
                .filter(terminator -> terminator.instance().equals(name))
                .map(LabTerminator::router)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void twoConsolesTalkAndEachIsHostedOnThreeRouters() throws Exception {
        LabIdentity user1 = network.identity("console-1");
        LabIdentity user2 = network.identity("console-2");
        try (ConsoleProcess one = new ConsoleProcess(user1.file());
                ConsoleProcess two = new ConsoleProcess(user2.file())) {
            one.sees("registered as console-1");
            two.sees("registered as console-2");
            await().atMost(SOON)
                    .until(() -> routersHosting("console-1").size() == 3
                            && routersHosting("console-2").size() == 3);

            one.types("/list", "/connect console-2");
            two.sees("Incoming connection from console-1 with appData 'hi there'.");
            two.types("/accept", "Hello!");
            one.sees("console-2 answered");
            one.sees("console-2: Hello!");
            one.types("Grüß dich 👋");
            two.sees("console-1: Grüß dich 👋");
            one.types("/bye");
            two.sees("console-1 has left the conversation.");

            one.sees(": console-2");
            one.sees(": console-1 (you)");
            assertEquals(ConsoleApp.OK, one.endInput());
            assertEquals(ConsoleApp.OK, two.endInput());
        }
        await("nobody is listed any more")
                .atMost(SOON)
                .until(() -> routersHosting("console-1").isEmpty()
                        && routersHosting("console-2").isEmpty());
    }

    @Test
    void whoHangsUpAndCallsAgainAtOnceRingsEveryTime() throws Exception {
        try (ConsoleProcess caller =
                        new ConsoleProcess(network.identity("again-caller").file());
                ConsoleProcess callee =
                        new ConsoleProcess(network.identity("again-callee").file())) {
            callee.sees("registered as again-callee");
            await().atMost(SOON).until(() -> routersHosting("again-callee").size() == 3);
            caller.types("/connect again-callee");
            for (int call = 1; call <= CALLS_IN_A_ROW; call++) {
                callee.sees(call, "Incoming connection from again-caller");
                callee.types("/accept", "answer " + call);
                caller.sees("again-callee: answer " + call);
                if (call < CALLS_IN_A_ROW) {
                    // The end of the call comes behind all that, the next call does not.
                    caller.types(Collections.nCopies(40, "x".repeat(15_000)).toArray(String[]::new));
                    caller.types("/bye", "/connect again-callee");
                }
            }
            caller.types("thank you");
            callee.sees("again-caller: thank you");
            assertFalse(caller.hasShown("declined"), () -> caller.lines().toString());
            assertEquals(ConsoleApp.OK, caller.endInput());
            assertEquals(ConsoleApp.OK, callee.endInput());
        }
    }

    @Test
    void theConsoleCallsAGoPeer(GoPeers peers) throws Exception {
        GoPeer go = peers.host(network.identity("go-callee"));
        await().atMost(SOON).until(() -> !routersHosting("go-callee").isEmpty());
        try (ConsoleProcess console =
                new ConsoleProcess(network.identity("console-caller").file())) {
            console.types("/connect go-callee", "Hello, Go!");

            GoPeer.Event incoming = go.await("INCOMING");
            assertEquals("console-caller", incoming.field(1));
            assertEquals("hi there [chat/1]", incoming.field(2));
            go.awaitLine("Hello, Go!");
            go.say("Hello, Java!");
            console.sees("go-callee: Hello, Java!");
            assertEquals(ConsoleApp.OK, console.endInput());
        }
        go.await("CLOSED");
    }

    @Test
    void aGoPeerCallsTheConsole(GoPeers peers) throws Exception {
        try (ConsoleProcess console =
                new ConsoleProcess(network.identity("console-callee").file())) {
            console.sees("registered as console-callee");
            await().atMost(SOON).until(() -> !routersHosting("console-callee").isEmpty());

            GoPeer go = peers.dial(network.identity("go-caller"), "console-callee", "greetings from Go");
            go.await("CONNECTED");
            console.sees("Incoming connection from go-caller with appData 'greetings from Go'.");
            go.say("before the answer");
            console.types("/accept", "Hello, Go!");
            console.sees("go-caller: before the answer");
            go.awaitLine("Hello, Go!");
            console.types("/bye");
            go.await("CLOSED");
            assertEquals(ConsoleApp.OK, console.endInput());
        }
    }

    @Test
    void anIdentityThatWasDeletedIsRefusedWithASentence() throws Exception {
        LabIdentity deleted = network.createIdentity("console-deleted", LabAccess.CHAT, LabKey.EC);
        network.deleteIdentity(deleted);

        try (ConsoleProcess console = new ConsoleProcess(deleted.file())) {
            assertEquals(ConsoleApp.FAILED, console.exitCode());
            console.sees("refused the log-in");
            assertFalse(console.hasShown("Exception"), () -> console.lines().toString());
            assertFalse(console.hasShown("\tat "), () -> console.lines().toString());
        }
    }

    @Test
    void whoMayNotSeeTheServiceIsToldSo() throws Exception {
        LabIdentity stranger = network.createIdentity("console-no-service", LabAccess.NO_SERVICE, LabKey.EC);

        try (ConsoleProcess console = new ConsoleProcess(stranger.file())) {
            console.sees("“chat-p2p” does not exist on this network, or this identity may not use it");
            assertEquals(ConsoleApp.OK, console.endInput());
        }
    }
}
