package dev.chatp2p.ziti.client;

import java.time.Duration;
import java.util.Optional;

/**
 * How to host a service.
 *
 * @param instance the terminator name; empty = the own identity's name
 * @param maxTerminators on how many routers at most, 1 or more
 * @param connectTimeout how long one attempt to connect a router may take
 */
public record BindOptions(Optional<String> instance, int maxTerminators, Duration connectTimeout) {}
