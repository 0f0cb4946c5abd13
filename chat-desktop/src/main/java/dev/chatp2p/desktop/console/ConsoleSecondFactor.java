package dev.chatp2p.desktop.console;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.SecondFactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second factor at the terminal: answering the question at log-in, and {@code /mfa}. The network is asked on a thread of
 * its own; what it says is told on the session's.
 */
final class ConsoleSecondFactor {

    private static final Logger log = LoggerFactory.getLogger(ConsoleSecondFactor.class);
    private static final String NONE = "This network has no second factor.";

    private final Optional<SecondFactor> secondFactor;
    private final ConsoleTerminal terminal;
    private final Executor session;

    /**
     * @param session runs tasks on the thread of the session
     */
    ConsoleSecondFactor(Optional<SecondFactor> secondFactor, ConsoleTerminal terminal, Executor session) {
        this.secondFactor = secondFactor;
        this.terminal = terminal;
        this.session = session;
    }

    /** Something asked of the network; what it returns is shown line by line. */
    @FunctionalInterface
    private interface Question {
        List<String> ask(SecondFactor factor) throws LinkException, InterruptedException;
    }

    /**
     * Answers the network's question.
     *
     * @param taken told whether the network took the code
     */
    void answer(String code, Consumer<Boolean> taken) {
        AtomicBoolean right = new AtomicBoolean();
        ask(
                factor -> {
                    factor.answer(code);
                    right.set(true);
                    return List.of();
                },
                () -> taken.accept(right.get()));
    }

    void handle(ConsoleInput.Mfa command, Runnable handled) {
        ask(
                switch (command.action()) {
                    case STATUS -> factor -> List.of(words(factor.state()));
                    case SETUP -> ConsoleSecondFactor::setUp;
                    case VERIFY ->
                        factor -> {
                            factor.verify(command.code());
                            return List.of("The second factor is on: each log-in asks for a code from now on.");
                        };
                    case CODES -> factor -> recoveryCodes(factor.recoveryCodes(command.code()));
                    case REMOVE ->
                        factor -> {
                            factor.remove(command.code());
                            return List.of("There is no second factor any more.");
                        };
                },
                handled);
    }

    private void ask(Question question, Runnable handled) {
        if (secondFactor.isEmpty()) {
            terminal.print(NONE);
            handled.run();
            return;
        }
        SecondFactor factor = secondFactor.get();
        Thread.ofVirtual().name("console-second-factor").start(() -> {
            List<String> told = new ArrayList<>();
            try {
                told.addAll(lines(question, factor));
            } finally { // whatever happens: the next line is read only after this one was handled
                session.execute(() -> {
                    told.forEach(terminal::print);
                    handled.run();
                });
            }
        });
    }

    private static List<String> lines(Question question, SecondFactor factor) {
        try {
            return question.ask(factor);
        } catch (LinkException e) {
            return List.of(e.sentence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (RuntimeException e) {
            log.error("the second factor: {}", e.getClass().getName()); // its message may hold the code
            return List.of("Something unexpected went wrong. Try again.");
        }
    }

    private static List<String> setUp(SecondFactor factor) throws LinkException, InterruptedException {
        SecondFactor.Enrolment given = factor.enroll();
        List<String> lines = new ArrayList<>(List.of(
                "Set your authenticator app up with this secret, or with the link:",
                "    " + given.secret(),
                "    " + given.provisioning()));
        lines.addAll(recoveryCodes(given.recoveryCodes()));
        lines.add("Then type /mfa verify <code> with the code that the app shows.");
        return lines;
    }

    private static List<String> recoveryCodes(List<String> codes) {
        return List.of(
                "Recovery codes; each works once instead of a code. Keep them apart from this computer:",
                "    " + String.join(" ", codes));
    }

    private static String words(SecondFactor.State state) {
        return switch (state) {
            case NONE -> "There is no second factor. Type /mfa setup to set one up.";
            case UNVERIFIED ->
                "A second factor was begun, but its first code was never given. Type /mfa setup to go on,"
                        + " or /mfa remove to drop it.";
            case ACTIVE -> "The second factor is on: each log-in asks for a code.";
        };
    }
}
