package dev.chatp2p.setup.management;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A controller as it presented itself, before anybody has said that it is the right one.
 *
 * @param address {@code https://host:port}
 * @param version what it calls its version, such as {@code v1.6.0}
 * @param authorities what is trusted when it is trusted: the CA of the fingerprint, and CAs that this one vouches for
 * @param fingerprint SHA-256 of the CA by which it proved itself, as people compare it: upper-case hex, colons between
 * @param trust what is remembered about it
 */
public record PresentedController(
        URI address, String version, List<X509Certificate> authorities, String fingerprint, Trust trust) {

    /** What is remembered about a controller. */
    public enum Trust {
        /** Never seen: a person must compare the fingerprint. */
        NEW,
        /** As remembered, or vouched for by the system's CAs. */
        KNOWN,
        /** Another CA than the one remembered: a new network, or somebody in between. */
        CHANGED
    }

    public PresentedController {
        authorities = List.copyOf(authorities);
    }
}
