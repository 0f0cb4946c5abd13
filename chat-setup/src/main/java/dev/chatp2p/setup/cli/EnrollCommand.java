package dev.chatp2p.setup.cli;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.enroll.CheckedInvitation;
import dev.chatp2p.ziti.enroll.Enroller;
import dev.chatp2p.ziti.enroll.EnrollmentMethod;
import dev.chatp2p.ziti.enroll.EnrollmentStep;
import dev.chatp2p.ziti.enroll.Invitation;
import dev.chatp2p.ziti.enroll.Proof;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code chat enroll}: from an invitation to an identity file. */
@Command(
        name = "enroll",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Exchanges an invitation (a .jwt file) for an identity file.",
            "It makes sure first that the network the invitation names has issued it. The private key is made here and"
                    + " never leaves this computer. An invitation works once."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:the identity file is written",
            " 1:it did not work; a sentence says why",
            " 2:the command line is wrong or something on it is missing"
        })
public final class EnrollCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final int MAX_TOKEN_BYTES = 64 * 1024;

    @Parameters(paramLabel = "<invitation>", description = "The .jwt file, or - for the standard input.")
    private String invitation = "";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "<file>",
            description =
                    "The identity file to write; one that exists is not overwritten. Default: the invitation's name "
                            + "with .json, beside it.")
    private @Nullable Path out;

    @Option(
            names = "--cert",
            paramLabel = "<file>",
            description = "Your certificate (PEM), where the invitation asks for one.")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "<file>", description = "The private key of that certificate (PEM).")
    private @Nullable Path key;

    @Option(
            names = {"-u", "--username"},
            paramLabel = "<name>",
            description = "The name to log in with, where the invitation is for a name and a password.")
    private @Nullable String username;

    @Option(
            names = {"-p", "--password"},
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "<password>",
            description =
                    "The password to log in with from now on. Others on this computer can see it while the program "
                            + "runs: better leave it out and type it, or set " + IdentityPassword.VARIABLE + ". -p "
                            + "without a password, to be asked whatever that says, comes last: a word after it is taken "
                            + "for the password.")
    private @Nullable String password;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    private final SetupSurroundings surroundings;
    private final Supplier<InputStream> input;

    /**
     * @param surroundings asked for nothing before the command runs
     * @param input the standard input
     */
    public EnrollCommand(SetupSurroundings surroundings, Supplier<InputStream> input) {
        this.surroundings = surroundings;
        this.input = input;
    }

    @Override
    public Integer call() throws InterruptedException {
        surroundings.log().accept(output.verbose());
        CommandTerminal terminal = surroundings.terminal().get();
        JsonMapper json = new JsonMapper(); // not at every start of the program
        ObjectNode document = json.createObjectNode();
        try (StopSignal stop = surroundings.stop().begin()) {
            int exitCode;
            try {
                enroll(output.people(terminal), document, stop);
                exitCode = ExitCodes.OK;
            } catch (ZitiException e) {
                output.errors(terminal).line(Screen.Colour.RED, e.sentence());
                document.putObject("error").put("failure", e.failure().name()).put("sentence", e.sentence());
                exitCode = ExitCodes.FAILED;
            }
            document.put("exitCode", exitCode);
            output.document(json.writerWithDefaultPrettyPrinter().writeValueAsString(document));
            return exitCode;
        }
    }

    private void enroll(Screen screen, ObjectNode document, StopSignal stop)
            throws ZitiException, InterruptedException {
        Path file = identityFile();
        Invitation token = read();
        screen.line("Invitation of the network " + token.network()
                + token.expires()
                        .map(end -> ", valid until " + ReportTable.time(end))
                        .orElse(""));
        document.put("network", token.network()).put("method", token.method().claim());
        Proof proof = proof(token.method(), screen);
        Enroller enroller = surroundings.enroller().get();
        CheckedInvitation checked = enroller.check(token);
        screen.line("The network has issued it.");
        enroller.enroll(checked, proof, file, step -> {
            if (step == EnrollmentStep.REQUESTING_CERTIFICATE) {
                // Once the controller has been asked, the answer must reach the disk: the invitation works only once.
                stop.hold();
            }
            screen.line("  " + words(step));
        });
        document.put("identity", file.toString());
        screen.line("Your identity is " + Handout.shown(file)
                + ". Whoever has this file is you: keep it for yourself, on this computer only.");
        screen.line("Start the chat with it: chat -i " + Handout.shown(file));
    }

    private static String words(EnrollmentStep step) {
        return switch (step) {
            case MAKING_KEY -> "making a key";
            case REQUESTING_CERTIFICATE -> "asking for a certificate";
            case SAVING -> "saving the identity";
        };
    }

    private Path identityFile() {
        if (out != null) {
            return out;
        }
        if (invitation.equals(STANDARD_INPUT)) {
            throw output.usageProblem("Name the identity file to write: -o user1.json");
        }
        Path token = Path.of(invitation);
        String name = String.valueOf(token.getFileName());
        String stem = name.endsWith(".jwt") ? name.substring(0, name.length() - ".jwt".length()) : name;
        return token.resolveSibling(stem + ".json");
    }

    private Invitation read() throws ZitiException {
        if (!invitation.equals(STANDARD_INPUT)) {
            return Invitation.read(Path.of(invitation));
        }
        try {
            // One more than allowed, so that what is too long is not taken for something else.
            byte[] token = input.get().readNBytes(MAX_TOKEN_BYTES + 1);
            return Invitation.parse(new String(token, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ZitiException(ZitiFailure.BAD_INVITATION, "The standard input could not be read.", e);
        }
    }

    private Proof proof(EnrollmentMethod method, Screen screen) {
        return switch (method) {
            case OTT, NETWORK -> new Proof.None();
            case OTTCA, CA -> {
                if (certificate == null || key == null) {
                    throw output.usageProblem(
                            "This invitation is for somebody with a certificate: add --cert cert.pem --key key.pem.");
                }
                yield new Proof.Certificate(certificate, key);
            }
            case UPDB -> {
                if (username == null) {
                    throw output.usageProblem(
                            "This invitation is for a name and a password: add --username, with the name that"
                                    + " the administrator told you.");
                }
                yield new Proof.Password(
                        username,
                        Passwords.choose(
                                        Optional.ofNullable(password),
                                        Optional.ofNullable(
                                                surroundings.environment().get(IdentityPassword.VARIABLE)),
                                        screen)
                                .orElseThrow(() -> output.usageProblem("Nobody can be asked for the password. Set the"
                                        + " environment variable " + IdentityPassword.VARIABLE + ".")));
            }
        };
    }
}
