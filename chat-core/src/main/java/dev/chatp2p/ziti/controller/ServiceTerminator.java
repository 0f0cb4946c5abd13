package dev.chatp2p.ziti.controller;

/**
 * One registration “the service is reachable through this router under this name”. A host on three routers has three.
 *
 * @param identity the instance name, as its host chose it: nothing vouches for it; empty when it cannot be dialed by name
 */
public record ServiceTerminator(String id, String identity, String routerId) {}
