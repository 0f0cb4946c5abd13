package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ZitiException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An enrolment token (a JWT; ziti-edge-protocol §3.1), read but not yet trusted: only {@link Enroller#check} finds out
 * whether the network it names has signed it. It holds a secret, which {@code toString} does not show. Immutable.
 */
public final class Invitation {
    private final URI controller;

    Invitation(URI controller) {
        this.controller = controller;
    }

    /**
     * Reads a token from text: what a {@code .jwt} file holds or what somebody pasted; white space around and in it (line
     * breaks of an e-mail) does not matter. No network, no clock.
     *
     * @throws ZitiException BAD_INVITATION if that is no token, METHOD_NOT_SUPPORTED if it is one for a router, or of a
     *     kind we do not know
     */
    public static Invitation parse(String text) throws ZitiException {
        return new Invitation(URI.create("https://" + text));
    }

    /** The same from a file, of which at most 64 KiB are read. */
    public static Invitation read(Path file) throws ZitiException {
        return parse(file.toString());
    }

    public EnrollmentMethod method() {
        return EnrollmentMethod.OTT;
    }

    /** Root URL of the controller that issued it, such as {@code https://ctrl.example.org:1280}. */
    public URI controller() {
        return controller;
    }

    /** {@code host:port} of that controller, to show. */
    public String network() {
        return controller.getRawAuthority();
    }

    /** Root URLs of all controllers it names, the issuer first. */
    public List<URI> controllers() {
        return List.of(controller);
    }

    /** Until when it can be used; network tokens may have no end. */
    public Optional<Instant> expires() {
        return Optional.empty();
    }

    /** What the network calls the identity, not its name; empty for methods that make the identity on enrolling. */
    public Optional<String> identityId() {
        return Optional.empty();
    }
}
