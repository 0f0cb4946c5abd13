package dev.chatp2p.desktop.app;

import dev.chatp2p.setup.cli.EnrollCommand;
import dev.chatp2p.setup.cli.LabCommand;
import dev.chatp2p.setup.cli.SetupCommand;
import dev.chatp2p.setup.cli.SetupSurroundings;
import picocli.CommandLine;

/** What the program can do besides opening its window. */
final class Subcommands {

    private Subcommands() {}

    /** Returns what it was given. */
    static CommandLine addTo(CommandLine chat, Surroundings surroundings) {
        SetupSurroundings setup = surroundings.setup().get();
        return chat.addSubcommand(new ConsoleCommand(surroundings))
                .addSubcommand(new DemoCommand(surroundings))
                .addSubcommand(new SetupCommand(setup))
                .addSubcommand(new EnrollCommand(setup, () -> System.in))
                .addSubcommand(new LabCommand(setup.log(), new ChatLabWindows(surroundings)));
    }
}
