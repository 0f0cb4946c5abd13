package dev.chatp2p.core.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table in Markdown of what was measured, with the machine above it; every row says whether its goal was met. */
public final class BenchTable {

    private static final double P99 = 0.99;

    private final String heading;
    /** Before the benchmark made some itself. */
    private final double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    private final List<String> rows = new ArrayList<>();

    /** Which of the values must be within the goal. */
    public enum Goal {
        /** Half of them: what a person usually gets. */
        MEDIAN,
        /** All of them. */
        SLOWEST
    }

    /**
     * @param heading of what; the title of the first column
     */
    public BenchTable(String heading) {
        this.heading = heading;
    }

    /** Adds a row without a goal. */
    public void add(String what, double... values) {
        add(what, values, "");
    }

    /**
     * Adds a row with a goal.
     *
     * @param of which of the values must be within it
     * @param most the largest value that is good enough
     */
    public void add(String what, Goal of, double most, double... values) {
        double reached = of == Goal.MEDIAN ? quantile(values, 0.5) : quantile(values, 1);
        add(what, values, String.format(Locale.ROOT, "≤ %s: %s", number(most), reached <= most ? "met" : "**missed**"));
    }

    private void add(String what, double[] values, String verdict) {
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s |",
                what,
                number(quantile(values, 0.5)),
                number(quantile(values, P99)),
                number(quantile(values, 1)),
                verdict));
    }

    /**
     * Prints it.
     *
     * @param sizes what was measured with, for the line above the table
     */
    public void print(PrintStream out, String sizes) {
        out.printf(
                Locale.ROOT,
                "%s, %s %s, %d processors, load before %.1f, Java %s, %s%n%n",
                Instant.now().truncatedTo(ChronoUnit.MINUTES),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                load,
                Runtime.version(),
                sizes);
        out.printf("| %s | median | p99 | slowest | goal |%n|---|---|---|---|---|%n", heading);
        rows.forEach(out::println);
        out.println();
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round((sorted.length - 1) * share)];
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : value < 10 ? "%.2f" : "%.1f", value);
    }
}
