package dev.chatp2p.setup.cli;

import dev.chatp2p.setup.management.PresentedController.Trust;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs set-up commands in this process, on fakes that tests may exchange before. */
final class CommandRun {
    FakeTerminal terminal = FakeTerminal.nobody();
    FakeAccess access = new FakeAccess(Trust.KNOWN);
    final FakeProvisioner provisioner = new FakeProvisioner();
    final FakeEnroller enroller = new FakeEnroller();
    final Map<String, String> environment = new HashMap<>(Map.of(AdminOptions.PASSWORD_VARIABLE, "secret"));
    String input = "";

    /** How often it is asked whether to stop before it is time to; each question is one step. */
    int stopsAfter = Integer.MAX_VALUE;

    /** Whether the end of the process would wait for the command. */
    boolean held;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        SetupSurroundings surroundings = surroundings();
        return new CommandLine(new Chat())
                .addSubcommand(new SetupCommand(surroundings))
                .addSubcommand(new EnrollCommand(
                        surroundings, () -> new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))))
                .addSubcommand(new LabCommand(verbose -> {}, (identities, service) -> {}))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setParameterExceptionHandler((problem, _) -> {
                    err.append(problem.getMessage());
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, _, _) -> {
                    throw failure;
                })
                .execute(args);
    }

    SetupSurroundings surroundings() {
        return new SetupSurroundings(
                () -> terminal,
                environment,
                () -> access,
                management -> provisioner,
                () -> enroller,
                watch(),
                verbose -> {});
    }

    @CommandLine.Command(name = "chat")
    private static final class Chat {}

    private StopSignal.Watch watch() {
        AtomicInteger asked = new AtomicInteger();
        return () -> new StopSignal() {
            @Override
            public boolean requested() {
                return asked.getAndIncrement() >= stopsAfter;
            }

            @Override
            public void hold() {
                held = true;
            }

            @Override
            public void letGo() {
                held = false;
            }

            @Override
            public void close() {
                held = false;
            }
        };
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    JsonNode json() {
        return new JsonMapper().readTree(out());
    }
}
