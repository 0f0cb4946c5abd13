package dev.chatp2p.setup.management;

/**
 * One way to somebody who hosts a service now.
 *
 * @param instance the name it can be dialled by
 * @param routerId the edge router it goes through
 */
public record TerminatorEntry(String id, String serviceId, String instance, String routerId) {}
