package dev.chatp2p.core.overlay;

import java.time.Duration;
import java.util.Optional;

/**
 * How we stand with one edge router; texts come from the network and are made safe by whoever shows them.
 *
 * @param id by which terminators name it; empty while that is not known
 * @param name what the router is called
 * @param address where it is; may be empty
 * @param connected whether there is a connection to it
 * @param hosting whether we can be reached through it
 * @param roundTrip how long a question and its answer took the last time
 */
public record RouterReport(
        Optional<String> id,
        String name,
        String address,
        boolean connected,
        boolean hosting,
        Optional<Duration> roundTrip) {}
