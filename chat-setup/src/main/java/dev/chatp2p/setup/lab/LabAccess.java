package dev.chatp2p.setup.lab;

/** What an identity of the lab may do; the policies of the lab's network select identities by these role attributes. */
public enum LabAccess {
    /** Dials and hosts the chat service through every router. */
    CHAT("chat-p2p"),
    /** Dials but may not host: its name never appears as a terminator. */
    DIAL_ONLY("lab-dial-only"),
    /** Hosts but may not dial. */
    BIND_ONLY("lab-bind-only"),
    /** Enrolled, but no service is visible to it. */
    NO_SERVICE("lab-no-service"),
    /** May dial and host, but is allowed on no edge router. */
    NO_ROUTER("lab-no-router");

    private final String roleAttribute;

    LabAccess(String roleAttribute) {
        this.roleAttribute = roleAttribute;
    }

    String roleAttribute() {
        return roleAttribute;
    }

    String role() {
        return "#" + roleAttribute;
    }
}
