package dev.chatp2p.ziti.client;

import dev.chatp2p.ziti.router.RouterAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How we stand with one edge router.
 *
 * @param router which one; its name comes from the network and may be any text
 * @param id by which the controller names it; empty before the first channel to it
 * @param connected whether there is a channel to it, and it answers
 * @param hosting whether some service is bound through it, and it answers
 * @param roundTrip the newest one measured; empty before the first answer, or while not connected
 */
public record RouterState(
        RouterAddress router, Optional<String> id, boolean connected, boolean hosting, Optional<Duration> roundTrip) {}
