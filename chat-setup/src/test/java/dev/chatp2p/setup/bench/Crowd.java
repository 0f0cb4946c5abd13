package dev.chatp2p.setup.bench;

/**
 * What many links do at once.
 *
 * @param linesPerSecond of all links together
 * @param rtt round trips of a line meanwhile
 */
record Crowd(double linesPerSecond, Spread rtt) {}
