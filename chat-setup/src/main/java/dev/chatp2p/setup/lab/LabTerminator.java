package dev.chatp2p.setup.lab;

/**
 * A terminator as the controller's administrator sees it.
 *
 * @param id its id
 * @param service the service's name
 * @param router the edge router's name
 * @param instance the instance id dialers address it by; empty when it has none
 */
public record LabTerminator(String id, String service, String router, String instance) {}
