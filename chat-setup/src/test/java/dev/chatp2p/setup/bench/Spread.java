package dev.chatp2p.setup.bench;

import java.util.Arrays;

/** How a number of times, in microseconds, is spread. */
record Spread(int count, long p50Micros, long p99Micros) {

    static Spread ofNanos(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return new Spread(sorted.length, at(sorted, 0.5), at(sorted, 0.99));
    }

    private static long at(long[] sorted, double quantile) {
        return sorted[(int) (quantile * (sorted.length - 1))] / 1000;
    }
}
