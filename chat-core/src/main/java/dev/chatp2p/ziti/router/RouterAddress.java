package dev.chatp2p.ziti.router;

/**
 * Where an edge router listens.
 *
 * @param name the router's name, for logs and people
 * @param host DNS name or IP address, as its certificate has it
 * @param port 1 to 65535
 */
public record RouterAddress(String name, String host, int port) {

    /** {@code host:port}, IPv6 addresses in brackets. */
    public String authority() {
        return (host.contains(":") ? "[" + host + "]:" : host + ":") + port;
    }

    @Override
    public String toString() {
        return name + " (" + authority() + ")";
    }
}
