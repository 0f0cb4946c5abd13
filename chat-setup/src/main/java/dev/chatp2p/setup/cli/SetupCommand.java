package dev.chatp2p.setup.cli;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.cli.SetupChoices.Consent;
import dev.chatp2p.setup.cli.SetupChoices.Goal;
import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.management.PresentedController;
import dev.chatp2p.setup.plan.DesiredState;
import dev.chatp2p.setup.plan.PersonName;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chat setup}: what the chat needs on a network, compared, made, checked, or taken away. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes an OpenZiti network ready for the chat, for whoever runs the network.",
            "It compares what is there with what is needed, shows the difference as a plan, asks, carries it out, writes an"
                    + " invitation for each person and checks that everybody can call and be called. Running it again changes"
                    + " nothing, or finishes what was interrupted. It never changes or deletes what it has not"
                    + " made."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "  0:done, or there was nothing to do",
            "  1:it did not work, or somebody cannot chat yet; a sentence says why",
            "  2:the command line is wrong or something on it is missing",
            "  3:with --plan: there is something to do",
            "  4:something of the same name belongs to somebody else; nothing was changed",
            "  5:you said no or quit; what was done until then stays",
            "130:stopped with Ctrl-C: before the first step nothing was changed (a log-in that is cut off ends by itself, "
                    + "after half an hour at most), between two steps what was done stays"
        },
        footer = {
            "",
            "Examples:",
            "  chat setup --controller-url ctrl.example.org:1280 --users anna,ben --out invitations",
            "  chat setup --controller-url ctrl.example.org:1280 --users anna,ben --plan",
            "  chat setup --controller-url ctrl.example.org:1280 --remove"
        })
public final class SetupCommand implements Callable<Integer> {
    private static final String DEFAULT_USERS = "user1,user2,user3,user4";

    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Option(
            names = "--users",
            split = ",",
            paramLabel = "<name>",
            description = "The people, separated by commas, named as others will see and call them. Default: "
                    + DEFAULT_USERS + ".")
    private @Nullable List<String> users;

    @Option(
            names = {"-s", "--service"},
            paramLabel = "<name>",
            defaultValue = DesiredState.DEFAULT_SERVICE,
            description = "The service that everybody hosts and dials; policies are named after it. Default: "
                    + "${DEFAULT-VALUE}.")
    private String service = DesiredState.DEFAULT_SERVICE;

    @Option(names = "--plan", description = "Only show what would be done.")
    private boolean planOnly;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before carrying it out. (Whom to trust is asked all the same: see --trust.)")
    private boolean yes;

    @Option(names = "--interactive", description = "Explain each step and wait before it.")
    private boolean interactive;

    @Option(
            names = "--remove",
            description = "Take away what this command made: with --users these people, else everything.")
    private boolean remove;

    @Option(
            names = "--reissue",
            paramLabel = "<name>",
            description =
                    "Make a new invitation for somebody who lost theirs or their identity file; the old one is void.")
    private @Nullable String reissue;

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            defaultValue = ".",
            description = "Where invitations (or identities) are written. Default: the current folder.")
    private Path out = Path.of(".");

    @Option(
            names = "--enroll",
            description =
                    "Use the invitations of people it has made itself at once, to make identity files: for trying out.")
    private boolean enroll;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    private final SetupSurroundings surroundings;

    /** @param surroundings asked for nothing before the command runs */
    public SetupCommand(SetupSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        surroundings.log().accept(output.verbose());
        CommandTerminal terminal = surroundings.terminal().get();
        Screen screen = output.people(terminal);
        SetupChoices choices = choices(screen);
        SetupDocument document = new SetupDocument();
        try (StopSignal stop = surroundings.stop().begin()) {
            int exitCode;
            try {
                exitCode = run(choices, screen, document, stop);
            } catch (SetupException e) {
                output.errors(terminal).line(Screen.Colour.RED, e.sentence());
                document.error(e.failure().name(), e.sentence());
                exitCode = ExitCodes.of(e.failure());
            }
            output.document(document.finish(exitCode));
            return exitCode;
        }
    }

    private int run(SetupChoices choices, Screen screen, SetupDocument document, StopSignal stop)
            throws SetupException, InterruptedException {
        PersonName.parseAll(choices.people());
        Handout handout = new Handout(choices.folder(), screen, stop);
        if (choices.consent() != Consent.PLAN_ONLY
                && (choices.goal() == Goal.PROVISION || choices.goal() == Goal.REISSUE)) {
            handout.prepare();
        }
        ControllerLogin login =
                new ControllerLogin(admin, surroundings.access().get(), surroundings.environment(), screen);
        PresentedController controller = login.find();
        document.controller(controller);
        try (Management management = login.logIn(controller)) {
            SetupRun run = new SetupRun(
                    surroundings.provisioners().apply(management),
                    surroundings.enroller(),
                    handout,
                    stop,
                    screen,
                    document);
            return run.run(choices);
        }
    }

    private SetupChoices choices(Screen screen) {
        admin.check();
        refuse(service.isBlank(), "The service needs a name: --service chat-p2p.");
        refuse(remove && reissue != null, "Either --remove or --reissue, not both.");
        refuse(enroll && remove, "--enroll and --remove do not go together.");
        refuse(reissue != null && users != null, "--reissue names the person itself; leave out --users.");
        refuse(reissue != null && (planOnly || interactive), "There is no plan for --reissue; it is one step.");
        refuse(interactive && (yes || planOnly), "--interactive asks at each step; leave out --yes and --plan.");
        refuse(interactive && !screen.canAsk(), "There is nobody to ask: --interactive needs a terminal.");
        refuse(
                !interactive && !yes && !planOnly && !screen.canAsk(),
                "There is nobody to ask before something is changed. Add --yes, or --plan to look only.");
        return new SetupChoices(
                goal(),
                service.strip(),
                people(),
                planOnly ? Consent.PLAN_ONLY : interactive ? Consent.EACH_STEP : yes ? Consent.GIVEN : Consent.ASK,
                out,
                enroll);
    }

    private void refuse(boolean mistake, String sentence) {
        if (mistake) {
            throw admin.usageProblem(sentence);
        }
    }

    private Goal goal() {
        if (reissue != null) {
            return Goal.REISSUE;
        }
        if (remove) {
            return users == null ? Goal.REMOVE_ALL : Goal.REMOVE_PEOPLE;
        }
        return Goal.PROVISION;
    }

    private List<String> people() {
        if (reissue != null) {
            return List.of(reissue);
        }
        List<String> named = (users == null ? List.of(DEFAULT_USERS.split(",")) : users)
                .stream().map(String::strip).toList();
        refuse(named.contains(""), "There is an empty name in --users. Write them like this: --users anna,ben");
        return named;
    }
}
