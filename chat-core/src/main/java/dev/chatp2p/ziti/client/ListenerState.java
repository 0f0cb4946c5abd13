package dev.chatp2p.ziti.client;

import dev.chatp2p.ziti.ZitiException;
import java.util.Optional;

/**
 * How far a listener has got.
 *
 * @param bound on how many routers it is bound, confirmed by the network
 * @param wanted on how many it could be: the maximum asked for, or fewer if the network offers fewer
 * @param problem the newest reason why something did not work; empty when bound everywhere it could be
 */
public record ListenerState(int bound, int wanted, Optional<ZitiException> problem) {}
