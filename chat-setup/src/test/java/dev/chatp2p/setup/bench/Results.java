package dev.chatp2p.setup.bench;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that was measured, and the one table of it. */
final class Results {

    private final Map<Figure, Map<Contestant, Samples>> samples = new EnumMap<>(Figure.class);

    /** One more sample: once a round, in every round, {@link Double#NaN} if there was none. */
    void add(Figure figure, Contestant who, double value) {
        samples.computeIfAbsent(figure, _ -> new EnumMap<>(Contestant.class))
                .computeIfAbsent(who, _ -> new Samples())
                .add(value);
    }

    double median(Figure figure, Contestant who) {
        return of(figure, who).median();
    }

    /** The median of the rounds' ratios. */
    double ratio(Figure figure, Contestant of, Contestant to) {
        return of(figure, of).ratioTo(of(figure, to));
    }

    private Samples of(Figure figure, Contestant who) {
        return samples.getOrDefault(figure, Map.of()).getOrDefault(who, new Samples());
    }

    /** A Markdown table of what was measured. */
    List<String> table() {
        List<String> rows = new ArrayList<>();
        rows.add(row(
                Stream.concat(Stream.of(""), Arrays.stream(Contestant.values()).map(Contestant::title)),
                Stream.of("ours / Go", "SDK / ours", "ours / TLS", "goal")));
        rows.add("|---".repeat(Contestant.values().length + 5) + "|");
        samples.keySet().forEach(figure -> rows.add(row(figure)));
        return rows;
    }

    private String row(Figure figure) {
        return row(
                Stream.concat(
                        Stream.of(figure.title()),
                        Arrays.stream(Contestant.values()).map(who -> Goal.number(median(figure, who)))),
                Stream.of(
                        Goal.number(ratio(figure, Contestant.OURS, Contestant.GO)),
                        Goal.number(ratio(figure, Contestant.SDK, Contestant.OURS)),
                        Goal.number(ratio(figure, Contestant.OURS, Contestant.TLS)),
                        figure.goals().stream()
                                .map(goal -> goal.verdict(this, figure))
                                .collect(joining("; "))));
    }

    private static String row(Stream<String> figures, Stream<String> ratios) {
        return Stream.concat(figures, ratios).collect(joining(" | ", "| ", " |"));
    }
}
