package dev.chatp2p.setup.bench;

import java.util.ArrayList;
import java.util.List;

/** One figure of one kind of pair, once a round; a round that failed leaves {@link Double#NaN}. */
final class Samples {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        return median(values);
    }

    /** The median of the rounds' ratios: what slows the machine for a while slows both of a round. */
    double ratioTo(Samples other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            ratios.add(values.get(i) / other.values.get(i));
        }
        return median(ratios);
    }

    private static double median(List<Double> all) {
        double[] sorted = all.stream()
                .mapToDouble(v -> v)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
