package dev.chatp2p.setup.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The goals beside what was measured, as rows of a Markdown table. */
final class Goals {

    private final List<String> rows = new ArrayList<>();

    void atMost(String what, double measured, double goal, String unit) {
        row(what, measured, measured <= goal, "≤ " + number(goal), unit);
    }

    void atLeast(String what, double measured, double goal, String unit) {
        row(what, measured, measured >= goal, "≥ " + number(goal), unit);
    }

    private void row(String what, double measured, boolean met, String goal, String unit) {
        String verdict = Double.isNaN(measured) ? "not measured" : met ? "met" : "MISSED";
        rows.add(String.format(
                Locale.ROOT, "| %s | %s%s | %s%s | %s |", what, number(measured), unit, goal, unit, verdict));
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        String format = value == Math.rint(value) || value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    List<String> rows() {
        return rows;
    }
}
