package dev.chatp2p.setup.bench;

import org.jspecify.annotations.Nullable;

/**
 * One run against one echo host, in the form that {@code lab/peer bench} prints.
 *
 * @param client who measured
 * @param target name of the echo host
 * @param firstDialMicros the first dial, which connects the router and creates the session, in µs
 * @param rtt round trips of a line, if measured
 * @param dial dials with the session cached and the router connected, if measured
 * @param throughputMBs 10⁶ bytes a second one way, while as many came back; 0 if not measured
 */
record Measurement(
        String client,
        String target,
        long firstDialMicros,
        @Nullable Spread rtt,
        @Nullable Spread dial,
        double throughputMBs) {}
