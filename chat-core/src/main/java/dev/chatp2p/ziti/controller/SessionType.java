package dev.chatp2p.ziti.controller;

/** What a service session permits. */
public enum SessionType {
    /** To open circuits to the service. */
    DIAL("Dial"),
    /** To host the service. */
    BIND("Bind");

    private final String wire;

    SessionType(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }
}
