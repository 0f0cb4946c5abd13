package dev.chatp2p.ziti.controller;

/**
 * Where an edge router is to be reached by TLS.
 *
 * @param name for people and logs
 * @param host name or address; IPv6 addresses without brackets
 * @param port 1 to 65535
 */
public record EdgeRouter(String name, String host, int port) {

    /** {@code host:port}, IPv6 addresses in brackets. */
    public String address() {
        return (host.contains(":") ? "[" + host + "]:" : host + ":") + port;
    }
}
