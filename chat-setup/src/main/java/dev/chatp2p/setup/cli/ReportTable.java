package dev.chatp2p.setup.cli;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.cli.Screen.Colour;
import dev.chatp2p.setup.plan.PersonReport;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who can chat now, and what they need for it. */
final class ReportTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int MAX_PROBLEM = 400;

    private ReportTable() {}

    static void show(List<PersonReport> reports, Map<String, Handout.Item> handedOut, Screen screen) {
        Table table = new Table();
        table.row("person", "can call", "can be called", "routers online", "identity");
        for (PersonReport report : reports) {
            table.row(
                    StepWords.name(report.name()),
                    yesOrNo(report.canCall()),
                    yesOrNo(report.canBeCalled()),
                    Integer.toString(report.routersOnline()),
                    identity(report, Optional.ofNullable(handedOut.get(report.name()))));
        }
        table.lines().forEach(screen::line);
        for (PersonReport report : reports) {
            report.problem()
                    .ifPresent(problem -> screen.line(
                            Colour.RED, StepWords.name(report.name()) + ": " + DisplayText.line(problem, MAX_PROBLEM)));
        }
    }

    private static String yesOrNo(boolean can) {
        return can ? "yes" : "NO";
    }

    private static String identity(PersonReport report, Optional<Handout.Item> item) {
        return item.flatMap(Handout.Item::identity)
                .map(Handout::shown)
                .or(() -> item.flatMap(Handout.Item::invitation)
                        .map(file -> invited(file, item.orElseThrow().person().expires())))
                .orElse(report.enrolled() ? "enrolled already" : "not enrolled");
    }

    private static String invited(Path file, Instant expires) {
        return "invitation " + Handout.shown(file) + ", until " + time(expires);
    }

    /** A moment in this computer's time zone. */
    static String time(Instant moment) {
        return TIME.format(moment.atZone(ZoneId.systemDefault()));
    }
}
