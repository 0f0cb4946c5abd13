package dev.chatp2p.setup.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which controller, and as whom. */
final class AdminOptions extends SharedOptions {
    static final String PASSWORD_VARIABLE = "CHAT_ADMIN_PASSWORD";

    private static final int FINGERPRINT_DIGITS = 64;

    @Option(
            names = "--controller-url",
            paramLabel = "<address>",
            description = "The controller, such as ctrl.example.org:1280. Asked for when it is missing.")
    private @Nullable String controller;

    @Option(
            names = {"-u", "--username"},
            paramLabel = "<name>",
            description = "The administrator's name. Default: admin.")
    private @Nullable String username;

    @Option(
            names = {"-p", "--password"},
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "<password>",
            description =
                    "The administrator's password. Others on this computer can see it while the program runs: better "
                            + "give -p without a value and type it, or set " + PASSWORD_VARIABLE + ".")
    private @Nullable String password;

    @Option(
            names = "--admin-identity",
            paramLabel = "<file>",
            description = "Log in with the identity file of an administrator instead of a name and a password.")
    private @Nullable Path identity;

    @Option(
            names = "--totp",
            paramLabel = "<code>",
            description = "The code of the authenticator app, where the controller wants one. Asked for when needed.")
    private @Nullable String totp;

    @Option(
            names = "--trust",
            paramLabel = "<fingerprint>",
            description =
                    "Trust the certificate authority with this SHA-256 fingerprint without asking. Needed the first "
                            + "time where nobody can be asked.")
    private @Nullable String trust;

    /** To be called before anything else. */
    void check() {
        if (identity != null && (username != null || password != null)) {
            throw usageProblem("Log in either with --admin-identity or with -u and -p, not both.");
        }
        if (trust != null
                && trusted()
                        .filter(digits -> digits.matches("[0-9A-F]{" + FINGERPRINT_DIGITS + "}"))
                        .isEmpty()) {
            throw usageProblem("--trust wants a SHA-256 fingerprint: 64 hexadecimal digits, with or without colons.");
        }
    }

    Optional<String> controller() {
        return Optional.ofNullable(controller);
    }

    String username() {
        return username == null ? "admin" : username;
    }

    /** Empty when it was not given; an empty text when it is to be asked for. */
    Optional<String> password() {
        return Optional.ofNullable(password);
    }

    Optional<Path> identity() {
        return Optional.ofNullable(identity);
    }

    Optional<String> totp() {
        return Optional.ofNullable(totp);
    }

    /** The fingerprint to trust: upper-case hexadecimal digits and nothing else. */
    Optional<String> trusted() {
        return Optional.ofNullable(trust).map(AdminOptions::digits);
    }

    /** A fingerprint without what people write between its digits. */
    static String digits(String fingerprint) {
        return fingerprint.replaceAll("[\\s:-]", "").toUpperCase(Locale.ROOT);
    }
}
