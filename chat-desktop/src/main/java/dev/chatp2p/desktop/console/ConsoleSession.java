package dev.chatp2p.desktop.console;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.RefusedCaller;
import dev.chatp2p.core.peer.Peer;
import dev.chatp2p.core.peer.PeerDirectory;
import dev.chatp2p.core.peer.Presence;
import dev.chatp2p.core.text.DisplayText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One conversation of a person, or a script, with a chat client.
 *
 * <p>The thread in {@link #run} owns all state: lines typed, events of the services and answers of the network come to it
 * through one inbox, in order. It talks with one peer at a time, as the Go example does; others who call meanwhile are
 * announced and wait.
 */
final class ConsoleSession {

    /** How long a script waits for the log-in. A person may wait as long as they like. */
    static final Duration SCRIPT_LOG_IN = Duration.ofSeconds(60);

    private static final List<String> HELP = List.of(
            "",
            "Commands:",
            "/connect <identity> | Tries to make a connection to the given identity",
            "/accept             | Accepts an incoming chat connection",
            "/decline            | Declines an incoming chat connection",
            "/bye                | Disconnects the current chat connection",
            "/list               | Lists currently connected identities",
            "/mfa                | Second factor: /mfa status, setup, verify <code>, codes <code>, remove <code>",
            "/help               | Shows this help",
            "/quit               | Exits the application. You may also use Ctrl-D",
            "");

    /** A peer who writes faster than the terminal shows must not fill the memory. */
    private static final int MAX_WAITING_MESSAGES = 10_000;

    /** A line that is done with once the call with the peer has got somewhere. */
    private record Waiting(PeerId peer, Predicate<CallState> done, CompletableFuture<@Nullable Void> handled) {}

    private final ChatClient client;
    private final ConsoleTerminal terminal;
    private final Timers timers;
    private final ConsoleSecondFactor secondFactor;

    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final CompletableFuture<@Nullable Void> mayRead = new CompletableFuture<>();

    /** Whether the network waits for a code. Written by the thread in run(). */
    private volatile boolean codeAsked;

    /** Whom the lines are said to. Written by the thread in run(), also read for the prompt. */
    private volatile @Nullable PeerId current;

    /** Messages not shown because of {@link #MAX_WAITING_MESSAGES}; counted by the service's thread, told by ours. */
    private final AtomicInteger leftOut = new AtomicInteger();

    // From here on: only the thread in run().
    /** Calls that ring, are ringing us, or go on; in the order they began. */
    private final Map<PeerId, Call> live = new LinkedHashMap<>();

    private final List<Waiting> waiting = new ArrayList<>();
    private @Nullable OverlayStatus shown;
    private boolean registered;
    private OptionalInt exitCode = OptionalInt.empty();

    ConsoleSession(ChatClient client, ConsoleTerminal terminal, Timers timers) {
        this.client = client;
        this.terminal = terminal;
        this.timers = timers;
        this.secondFactor = new ConsoleSecondFactor(client.secondFactor(), terminal, inbox::add);
    }

    int run() throws InterruptedException {
        HELP.forEach(terminal::print);
        try (Subscription _ = client.observeStatus(changed -> inbox.add(() -> statusChanged(changed)));
                Subscription _ = client.observeRefusedCallers(caller -> inbox.add(() -> refused(caller)));
                Subscription _ = client.conversations().observe(this::receive);
                Subscription _ = patience()) {
            Thread.ofVirtual().name("console-input").start(this::readLines);
            while (exitCode.isEmpty()) {
                inbox.take().run();
            }
            return exitCode.getAsInt();
        }
    }

    private Subscription patience() {
        if (terminal.interactive()) {
            return () -> {};
        }
        return timers.after(SCRIPT_LOG_IN, inbox::add, () -> {
            if (!registered) {
                fail("Gave up after " + SCRIPT_LOG_IN.toSeconds() + " seconds without a log-in. "
                        + client.status().sentence());
            }
        });
    }

    // ---- lines ----

    private void readLines() {
        mayRead.join();
        while (true) {
            boolean answering = codeAsked && current == null; // what is asked for now is what the line will be
            Optional<String> line = terminal.readLine(prompt(answering));
            if (line.isEmpty()) {
                inbox.add(() -> exitCode = OptionalInt.of(ConsoleApp.OK));
                return;
            }
            CompletableFuture<@Nullable Void> handled = new CompletableFuture<>();
            ConsoleInput input = ConsoleInput.parse(line.get());
            inbox.add(() -> handle(input, answering, handled));
            // A script writes ahead: its next line counts from where this one has led to. So does the prompt after a
            // code, and after the call that kept a code from being given.
            boolean toTheCode = codeAsked && input instanceof ConsoleInput.Bye;
            if (answering || toTheCode || !terminal.interactive()) {
                handled.join();
            }
        }
    }

    private String prompt(boolean answering) {
        return answering ? "code > " : client.self().map(ConsoleSession::name).orElse("chat-p2p") + " > ";
    }

    /**
     * @param answering whether the line was typed at the prompt for a code: only then it is one, whatever is asked for now
     */
    private void handle(ConsoleInput input, boolean answering, CompletableFuture<@Nullable Void> handled) {
        switch (input) {
            case ConsoleInput.Connect connect -> connect(connect.peer(), handled);
            case ConsoleInput.Accept accept -> accept(accept.peer(), handled);
            case ConsoleInput.Decline decline -> decline(decline.peer(), handled);
            case ConsoleInput.Say say -> {
                if (answering) {
                    answer(say.text(), handled);
                } else if (codeAsked && current == null) {
                    refuse("Not sent: the network asks for a second factor first. Give the code now.", handled);
                } else {
                    say(say.text(), handled);
                }
            }
            case ConsoleInput.Mfa mfa -> secondFactor.handle(mfa, () -> handled.complete(null));
            case ConsoleInput.ListPeers _ -> list(handled);
            case ConsoleInput.Bye _ -> bye(handled);
            case ConsoleInput.Help _ -> {
                HELP.forEach(terminal::print);
                handled.complete(null);
            }
            case ConsoleInput.Quit _ -> exitCode = OptionalInt.of(ConsoleApp.OK);
            case ConsoleInput.Mistake mistake -> refuse(mistake.sentence(), handled);
            case ConsoleInput.Nothing _ -> handled.complete(null);
        }
    }

    private void answer(String code, CompletableFuture<@Nullable Void> handled) {
        if (!codeAsked) {
            refuse("The network does not ask for a code any more; this one was not used.", handled);
            return;
        }
        secondFactor.answer(code, taken -> {
            codeAsked = codeAsked && !taken; // the status that follows comes a little later
            handled.complete(null);
        });
    }

    private void connect(PeerId peer, CompletableFuture<@Nullable Void> handled) {
        if (client.self().equals(Optional.of(peer))) {
            refuse("That is your own name. Type /list to see who else is there.", handled);
        } else if (current != null) {
            refuse("You are in a call with " + name(current) + ". Type /bye first.", handled);
        } else {
            current = peer;
            await(peer, state -> state != CallState.DIALING && state != CallState.INCOMING, handled);
            client.conversations().call(peer);
        }
    }

    private void accept(Optional<PeerId> chosen, CompletableFuture<@Nullable Void> handled) {
        Optional<PeerId> peer = incoming(chosen);
        if (peer.isEmpty()) {
            refuse(noIncoming(chosen, "accept"), handled);
        } else if (current != null) {
            refuse("You are in a call with " + name(current) + ". Type /bye first, then /accept.", handled);
        } else {
            current = peer.get();
            await(peer.get(), state -> state != CallState.INCOMING, handled);
            client.conversations().answer(peer.get());
        }
    }

    private void decline(Optional<PeerId> chosen, CompletableFuture<@Nullable Void> handled) {
        Optional<PeerId> peer = incoming(chosen);
        if (peer.isEmpty()) {
            refuse(noIncoming(chosen, "decline"), handled);
        } else {
            await(peer.get(), state -> state != CallState.INCOMING, handled);
            client.conversations().decline(peer.get());
        }
    }

    private void bye(CompletableFuture<@Nullable Void> handled) {
        if (current == null) {
            refuse("You are not in a call.", handled);
        } else {
            await(current, state -> !state.isLive(), handled);
            client.conversations().hangUp(current);
        }
    }

    private void say(String text, CompletableFuture<@Nullable Void> handled) {
        Call call = current == null ? null : live.get(current);
        if (current == null) {
            refuse(
                    incoming(Optional.empty())
                            .map(peer -> "Not sent: you are not in a call. Type /accept to talk to " + name(peer) + ".")
                            .orElse("Not sent: you are not in a call. Type /connect <identity> to call somebody."),
                    handled);
        } else if (call == null || call.state() == CallState.DIALING || call.state() == CallState.INCOMING) {
            refuse("Not sent: still connecting to " + name(current) + ".", handled);
        } else {
            client.conversations()
                    .send(current, text)
                    .whenComplete((_, failure) -> inbox.add(() -> sent(Optional.ofNullable(failure), handled)));
        }
    }

    private void sent(Optional<Throwable> failure, CompletableFuture<@Nullable Void> handled) {
        failure.ifPresent(f -> terminal.print("Not sent: " + sentence(f)));
        handled.complete(null);
    }

    private static String sentence(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof LinkException link ? link.sentence() : "something unexpected went wrong.";
    }

    private void list(CompletableFuture<@Nullable Void> handled) {
        client.peers()
                .refresh()
                .whenComplete((directory, _) -> inbox.add(() -> {
                    show(directory == null ? client.peers().directory() : directory);
                    handled.complete(null);
                }));
    }

    private void show(PeerDirectory directory) {
        directory.problem().ifPresent(terminal::print);
        List<String> names = new ArrayList<>();
        for (Peer peer : directory.peers()) {
            if (peer.presence() == Presence.ONLINE) {
                names.add(name(peer.id()));
            }
        }
        // The directory leaves ourselves out; the Go example lists both.
        client.self()
                .filter(_ -> client.status().terminators() > 0)
                .ifPresent(self -> names.add(name(self) + " (you)"));
        for (int i = 0; i < names.size(); i++) {
            terminal.print(i + 1 + ": " + names.get(i));
        }
        if (names.isEmpty()) {
            terminal.print("Nobody is connected.");
        } else {
            terminal.print("(whoever is listed has chosen the name; the network does not vouch for it)");
        }
    }

    private void refuse(String sentence, CompletableFuture<@Nullable Void> handled) {
        terminal.print(sentence);
        handled.complete(null);
    }

    private void await(PeerId peer, Predicate<CallState> done, CompletableFuture<@Nullable Void> handled) {
        waiting.add(new Waiting(peer, done, handled));
    }

    private Optional<PeerId> incoming(Optional<PeerId> chosen) {
        return live.entrySet().stream()
                .filter(entry -> entry.getValue().state() == CallState.INCOMING)
                .map(Map.Entry::getKey)
                .filter(peer -> chosen.isEmpty() || chosen.get().equals(peer))
                .findFirst();
    }

    private static String noIncoming(Optional<PeerId> chosen, String verb) {
        return chosen.map(peer -> name(peer) + " is not calling.")
                .orElse("There is no incoming connection to " + verb + ".");
    }

    // ---- what the services tell ----

    /** On the conversation service's thread. */
    private void receive(ConversationEvent event) {
        if (event instanceof ConversationEvent.MessageAdded && inbox.size() >= MAX_WAITING_MESSAGES) {
            leftOut.incrementAndGet();
            return;
        }
        inbox.add(() -> show(event));
    }

    private void show(ConversationEvent event) {
        switch (event) {
            case ConversationEvent.Opened opened ->
                callChanged(opened.peer(), opened.conversation().call());
            case ConversationEvent.CallChanged changed -> callChanged(changed.peer(), changed.call());
            case ConversationEvent.MessageAdded added -> show(added.peer(), added.message());
            case ConversationEvent.MessageChanged _,
                    ConversationEvent.MessagesRemoved _,
                    ConversationEvent.TypingChanged _,
                    ConversationEvent.UnreadChanged _,
                    ConversationEvent.Forgotten _ -> {}
        }
    }

    private void show(PeerId peer, Message message) {
        if (message.author() != Message.Author.PEER) {
            return; // our own line stands there already; what the program says, callChanged says
        }
        int missing = leftOut.getAndSet(0);
        if (missing > 0) {
            terminal.print("(" + missing + " messages are not shown: they came faster than this terminal shows them)");
        }
        String[] lines = message.text().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            // Indented, so that a message cannot pretend to be somebody else's next one.
            terminal.print((i == 0 ? name(peer) + ": " : "    ") + lines[i]);
        }
        if (message.cut()) {
            terminal.print("    (the rest of this line was too long and is not shown)");
        }
    }

    private void callChanged(PeerId peer, Call call) {
        CallState state = call.state();
        if (state == CallState.IDLE) {
            return;
        }
        Call before = state.isLive() ? live.put(peer, call) : live.remove(peer);
        CallState previous = before == null ? CallState.IDLE : before.state();
        if (state != previous) {
            say(peer, call, previous);
        }
        if (state.isLive()) {
            if (state != CallState.INCOMING && current == null) {
                current = peer;
            }
        } else if (peer.equals(current)) {
            current = null;
            incoming(Optional.empty())
                    .ifPresent(next -> terminal.print(name(next)
                            + " is still waiting. Type /accept to accept the connection or /decline to decline it"));
        }
        waiting.removeIf(line -> {
            boolean done = line.peer().equals(peer) && line.done().test(state);
            if (done) {
                line.handled().complete(null);
            }
            return done;
        });
    }

    private void say(PeerId peer, Call call, CallState previous) {
        switch (call.state()) {
            case IDLE -> {}
            case DIALING -> terminal.print("connecting to " + name(peer) + "...");
            case RINGING -> terminal.print("connected to " + name(peer) + " (ringing)" + unvouched(call));
            case INCOMING -> announce(peer, call);
            case CONNECTED -> {
                if (!call.outgoing()) {
                    terminal.print("connection accepted and chat now in progress...");
                } else if (previous == CallState.RINGING) {
                    terminal.print(name(peer) + " answered");
                } else {
                    terminal.print("connected to " + name(peer));
                }
            }
            case ENDED, DECLINED, MISSED ->
                terminal.print(call.sentence().isEmpty() ? "disconnected from " + name(peer) : call.sentence());
        }
    }

    private void announce(PeerId peer, Call call) {
        StringBuilder line = new StringBuilder("Incoming connection from ")
                .append(name(peer))
                .append(" with appData '")
                .append(call.greeting())
                .append("'. ");
        if (current == null) {
            line.append("Type /accept to accept the connection or /decline to decline it");
        } else {
            line.append("You are in a call with ")
                    .append(name(current))
                    .append(": type /bye and /accept to change over, or /decline to decline it");
        }
        terminal.print(line.append(unvouched(call)).toString());
    }

    private static String unvouched(Call call) {
        return call.peerVouched() ? "" : " (the network does not vouch for this name)";
    }

    private void refused(RefusedCaller caller) {
        terminal.print("A call that claimed to be “" + caller.claimed() + "” came from “" + caller.vouched()
                + "” and was refused.");
    }

    private void statusChanged(OverlayStatus status) {
        OverlayStatus before = shown;
        shown = status;
        codeAsked = status.state() == OverlayStatus.State.NEEDS_MFA
                && terminal.interactive()
                && client.secondFactor().isPresent();
        switch (status.state()) {
            case ONLINE, DEGRADED -> {
                if (!registered) {
                    registered = true;
                    terminal.print("registered as "
                            + client.self().map(ConsoleSession::name).orElse("?"));
                    if (status.state() == OverlayStatus.State.DEGRADED) {
                        terminal.print(status.sentence());
                    }
                    mayRead.complete(null);
                } else {
                    showIfNew(before, status);
                }
            }
            case OFFLINE -> {
                showIfNew(before, status);
                if (terminal.interactive()) {
                    mayRead.complete(null); // so that a person can give up
                }
            }
            case REJECTED -> fail(status.sentence());
            case NEEDS_MFA -> askForCode(before, status);
            case CONNECTING -> {
                if (registered) {
                    showIfNew(before, status);
                }
            }
            case CLOSED -> exitCode = OptionalInt.of(ConsoleApp.OK);
        }
    }

    private void askForCode(@Nullable OverlayStatus before, OverlayStatus status) {
        if (codeAsked) {
            showIfNew(before, status);
            if (current != null && before != null && before.state() != status.state()) {
                terminal.print("What you type still goes to " + name(current) + ". Type /bye first, then the code.");
            }
            mayRead.complete(null);
        } else {
            fail(
                    terminal.interactive()
                            ? status.sentence()
                            : "The network asks for a second factor, and nobody can be asked for its code here."
                                    + " Start it in a terminal, or use an identity without a second factor.");
        }
    }

    private void showIfNew(@Nullable OverlayStatus before, OverlayStatus status) {
        Optional<Reason> reason = before == null ? Optional.empty() : before.reason();
        if (before == null || before.state() != status.state() || !reason.equals(status.reason())) {
            terminal.print(status.sentence());
        }
    }

    private void fail(String sentence) {
        terminal.print(sentence);
        exitCode = OptionalInt.of(ConsoleApp.FAILED);
    }

    private static String name(PeerId peer) {
        return DisplayText.name(peer.name());
    }
}
