package dev.chatp2p.core.overlay;

import java.time.Duration;
import java.util.Optional;

/**
 * How to host.
 *
 * @param instance the terminator name to be reachable under; empty = the name of the own identity
 * @param maxTerminators on how many routers at most, 1 to 10
 * @param connectTimeout how long one attempt to reach a router and bind may take
 */
public record HostOptions(Optional<String> instance, int maxTerminators, Duration connectTimeout) {

    /** What a chat client uses: own name, up to three routers, five minutes. */
    public static final HostOptions DEFAULT = new HostOptions(Optional.empty(), 3, Duration.ofMinutes(5));

    public HostOptions {
        if (maxTerminators < 1 || maxTerminators > 10) {
            throw new IllegalArgumentException("maxTerminators must be 1 to 10, not " + maxTerminators);
        }
    }
}
