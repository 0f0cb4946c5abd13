package dev.chatp2p.ziti.enroll;

/** How an invitation is exchanged for an identity (claim {@code em}; ziti-edge-protocol §3.1). */
public enum EnrollmentMethod {
    /** One-time token: the key is made here. */
    OTT("ott"),
    /** One-time token together with a certificate that a CA known to the network issued. */
    OTTCA("ottca"),
    /** A certificate that a CA known to the network issued is enough. */
    CA("ca"),
    /** One-time token for an identity that logs in with a name and a password. */
    UPDB("updb"),
    /** No invitation for one person: it only says where the network is. */
    NETWORK("network");

    private final String claim;

    EnrollmentMethod(String claim) {
        this.claim = claim;
    }

    /** What the token calls it. */
    public String claim() {
        return claim;
    }
}
