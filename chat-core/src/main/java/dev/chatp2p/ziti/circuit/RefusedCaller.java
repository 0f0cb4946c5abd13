package dev.chatp2p.ziti.circuit;

/**
 * A caller who was turned away because it calls itself otherwise than the router knows it ({@code ziti-edge-protocol.md} §10.6).
 *
 * @param claimed what it calls itself; any text
 * @param vouched the identity's name according to the router; any text
 */
public record RefusedCaller(String claimed, String vouched) {}
