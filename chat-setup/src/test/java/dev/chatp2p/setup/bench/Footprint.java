package dev.chatp2p.setup.bench;

import java.lang.management.ManagementFactory;

/**
 * What a JVM holds.
 *
 * @param heapBytes live objects, after full collections
 * @param platformThreads live threads that are not virtual
 */
record Footprint(long heapBytes, int platformThreads) {

    private static final int COLLECTIONS = 3;

    static Footprint now() {
        for (int i = 0; i < COLLECTIONS; i++) { // soft and weak references take more than one
            System.gc();
        }
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }
}
