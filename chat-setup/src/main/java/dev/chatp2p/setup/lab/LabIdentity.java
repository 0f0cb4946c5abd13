package dev.chatp2p.setup.lab;

import java.nio.file.Path;

/**
 * An identity of the lab's network, enrolled.
 *
 * @param name its name, which is also the instance id it hosts under
 * @param id the controller's id of it
 * @param file its identity file, in the format every OpenZiti SDK reads
 */
public record LabIdentity(String name, String id, Path file) {}
