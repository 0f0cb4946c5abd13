package dev.chatp2p.core.overlay;

/**
 * How we stand with the network's controller.
 *
 * @param address where it is: host and port; comes from the network or the identity and is made safe by whoever shows it
 * @param answering whether we are logged in there and it has answered when it was last asked
 */
public record ControllerReport(String address, boolean answering) {}
