package dev.chatp2p.desktop.console;

import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.text.DisplayText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What one line of the person (or script) at the terminal means. */
sealed interface ConsoleInput {

    /** What the service takes at most ({@code ConversationService.send}). */
    int MAX_TEXT_BYTES = 64 * 1024;

    Mistake MFA_USAGE =
            new Mistake("Usage: /mfa status, /mfa setup, /mfa verify <code>, /mfa codes <code>, /mfa remove <code>");

    record Connect(PeerId peer) implements ConsoleInput {}

    /** An empty peer means: whoever has been waiting longest. */
    record Accept(Optional<PeerId> peer) implements ConsoleInput {}

    /** An empty peer means: whoever has been waiting longest. */
    record Decline(Optional<PeerId> peer) implements ConsoleInput {}

    record Bye() implements ConsoleInput {}

    record ListPeers() implements ConsoleInput {}

    record Help() implements ConsoleInput {}

    record Quit() implements ConsoleInput {}

    /**
     * Something about the second factor.
     *
     * @param code empty if none was given
     */
    record Mfa(Action action, String code) implements ConsoleInput {
        enum Action {
            STATUS,
            SETUP,
            VERIFY,
            CODES,
            REMOVE
        }

        /** Without the code. */
        @Override
        public String toString() {
            return "Mfa[" + action + "]";
        }
    }

    record Say(String text) implements ConsoleInput {}

    record Nothing() implements ConsoleInput {}

    /** Not understood; the sentence says why. It is never sent to anybody. */
    record Mistake(String sentence) implements ConsoleInput {}

    /**
     * Understands a line. What begins with a slash is a command and never text; two slashes stand for text that begins
     * with one.
     */
    static ConsoleInput parse(String line) {
        if (line.startsWith("//")) {
            return text(line.substring(1));
        }
        return line.startsWith("/") ? command(line) : text(line);
    }

    private static ConsoleInput text(String text) {
        if (text.isBlank()) {
            return new Nothing();
        }
        if (text.length() > MAX_TEXT_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
            return new Mistake("The text is longer than 64 KiB and was not sent. Send it in parts.");
        }
        return new Say(text);
    }

    private static ConsoleInput command(String line) {
        // Not split on every blank: identity names may hold some.
        String[] parts = line.strip().split("\\s+", 2);
        String argument = parts.length > 1 ? parts[1] : "";
        if (parts[0].equals("/mfa")) {
            return secondFactor(argument);
        }
        if (!argument.isEmpty() && !PeerId.isValid(argument)) {
            return new Mistake("That identity name is longer than " + PeerId.MAX_LENGTH + " characters.");
        }
        Optional<PeerId> peer = argument.isEmpty() ? Optional.empty() : Optional.of(new PeerId(argument));
        return switch (parts[0]) {
            case "/connect" ->
                peer.<ConsoleInput>map(Connect::new).orElseGet(() -> new Mistake("Usage: /connect <identity>"));
            case "/accept" -> new Accept(peer);
            case "/decline" -> new Decline(peer);
            case "/bye" -> withoutArgument(parts[0], peer, new Bye());
            case "/list" -> withoutArgument(parts[0], peer, new ListPeers());
            case "/help" -> withoutArgument(parts[0], peer, new Help());
            case "/quit" -> withoutArgument(parts[0], peer, new Quit());
            default ->
                new Mistake("There is no command " + abbreviated(parts[0])
                        + ". Type /help for the commands, or // at the beginning of a text that starts with a slash.");
        };
    }

    private static ConsoleInput secondFactor(String argument) {
        String[] words = argument.split("\\s+", 2);
        String code = words.length > 1 ? words[1] : "";
        boolean given = !code.isEmpty();
        return switch (words[0]) {
            case "", "status" -> given ? MFA_USAGE : new Mfa(Mfa.Action.STATUS, "");
            case "setup" -> given ? MFA_USAGE : new Mfa(Mfa.Action.SETUP, "");
            case "verify" -> given ? new Mfa(Mfa.Action.VERIFY, code) : MFA_USAGE;
            case "codes" -> given ? new Mfa(Mfa.Action.CODES, code) : MFA_USAGE;
            case "remove" -> new Mfa(Mfa.Action.REMOVE, code);
            default -> MFA_USAGE;
        };
    }

    private static ConsoleInput withoutArgument(String name, Optional<PeerId> peer, ConsoleInput command) {
        return peer.isEmpty() ? command : new Mistake("Usage: " + name);
    }

    private static String abbreviated(String command) {
        return DisplayText.name(command.length() > 40 ? command.substring(0, 40) + "…" : command);
    }
}
