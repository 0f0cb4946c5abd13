package dev.chatp2p.setup.bench;

import java.util.Locale;

/** What one of our figures should be. */
record Goal(Kind kind, double limit) {

    enum Kind {
        /** Ours is at most so many times Go's. */
        OF_GO_AT_MOST,
        /** Ours is at least so many times Go's. */
        OF_GO_AT_LEAST,
        /** The JVM SDK's is at least so many times ours. */
        BEATS_SDK,
        /** Ours is at most this. */
        AT_MOST
    }

    /** The goal in words, and whether it was met. */
    String verdict(Results results, Figure figure) {
        double measured = switch (kind) {
            case OF_GO_AT_MOST, OF_GO_AT_LEAST -> results.ratio(figure, Contestant.OURS, Contestant.GO);
            case BEATS_SDK -> results.ratio(figure, Contestant.SDK, Contestant.OURS);
            case AT_MOST -> results.median(figure, Contestant.OURS);
        };
        boolean atMost = kind == Kind.AT_MOST || kind == Kind.OF_GO_AT_MOST;
        boolean met = atMost ? measured <= limit : measured >= limit;
        return words() + ": " + (Double.isNaN(measured) ? "not measured" : met ? "met" : "**missed**");
    }

    private String words() {
        return switch (kind) {
            case OF_GO_AT_MOST -> "≤ " + number(limit) + " × Go";
            case OF_GO_AT_LEAST -> "≥ " + number(limit) + " × Go";
            case BEATS_SDK -> "≥ " + number(limit) + " × better than the SDK";
            case AT_MOST -> "≤ " + number(limit);
        };
    }

    /** Three digits are all that such a measurement is worth. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        String format = value == Math.rint(value) || value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
