package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.enroll.EnrollmentHttp.Answer;
import dev.chatp2p.ziti.identity.AnyServer;
import dev.chatp2p.ziti.identity.ClientTls;
import dev.chatp2p.ziti.identity.Pem;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From an invitation to the CAs of its network (ziti-edge-protocol §3.2).
 *
 * <p>Nothing but the invitation says whom to trust. So a first connection is made to whoever answers; if the invitation is
 * signed with the key of the certificate shown there, it is its issuer, and the CAs it named over that very connection are
 * the network's. Then the controller must prove itself by those CAs, host name included, as it will have to from then on.
 *
 * <p>Only the TLS key of a controller that the invitation names is accepted as its signer. The keys that a controller
 * publishes ({@code /oidc/keys}) are not: they are bare, and whoever is in between could pass on the true ones, while the
 * connection, and with it the CAs, would be his (ADR 0008).
 */
final class NetworkTrust {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkTrust.class);
    private static final String CAS = "/.well-known/est/cacerts";
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /**
     * An invitation is not to be believed yet: it must not send us to as many computers as it likes. Networks have three or
     * five controllers.
     */
    private static final int MAX_OTHERS = 5;

    private final Duration timeout;
    private final InstantSource clock;

    NetworkTrust(Duration timeout, InstantSource clock) {
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Takes twice the time limit at most: once for finding the issuer, once for its proof. */
    List<X509Certificate> authorities(Invitation invitation) throws ZitiException, InterruptedException {
        Answer issuer = issuersAnswer(invitation);
        if (!issuer.isGood()) {
            throw noController(invitation);
        }
        List<X509Certificate> authorities = Pem.est(issuer.body()).orElseThrow(() -> noController(invitation));
        requireProof(invitation, authorities);
        return authorities;
    }

    /** TLS that trusts those CAs. */
    static SSLContext tls(List<X509Certificate> authorities, String network) throws ZitiException {
        try {
            return ClientTls.trusting(authorities);
        } catch (GeneralSecurityException | IOException e) {
            throw new ZitiException(
                    ZitiFailure.PROTOCOL,
                    "The CAs of the network " + network + " cannot be used. Tell its administrator.",
                    e);
        }
    }

    /** What the controller whose key has signed the invitation says about CAs. */
    private Answer issuersAnswer(Invitation invitation) throws ZitiException, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        Answer first = look(invitation.controller(), timeout);
        if (signed(invitation, first)) {
            requireClock(first.server(), invitation.network());
            return first;
        }
        // Several controllers can share one address; each signs with its own key.
        List<URI> all = invitation.controllers();
        int asked = Math.min(all.size(), 1 + MAX_OTHERS);
        for (int i = 1; i < asked; i++) {
            // One that does not answer leaves the others their share.
            Duration share = Duration.ofNanos((end - System.nanoTime()) / (asked - i));
            if (!share.isPositive()) {
                break;
            }
            try {
                Answer answer = look(all.get(i), share);
                if (signed(invitation, answer)) {
                    return answer;
                }
            } catch (ZitiException e) {
                LOG.debug("{} was not looked at: {}", all.get(i), e.sentence());
            }
        }
        throw new ZitiException(
                ZitiFailure.UNTRUSTED,
                "What answers at " + invitation.network() + " did not issue this invitation: the invitation was"
                        + " tampered with, something is in between, or the network was set up anew. Nothing was sent."
                        + " Ask the network's administrator for a new one.");
    }

    /** What is said there, whoever it is. */
    private static Answer look(URI controller, Duration limit) throws ZitiException, InterruptedException {
        try (EnrollmentHttp anybody = new EnrollmentHttp(AnyServer.context(), limit)) {
            return anybody.get(controller, CAS);
        }
    }

    private static boolean signed(Invitation invitation, Answer answer) {
        return invitation.isSignedWith(answer.server().getPublicKey());
    }

    private void requireClock(X509Certificate server, String who) throws ZitiException {
        Instant now = clock.instant();
        Instant from = server.getNotBefore().toInstant();
        if (now.plus(CLOCK_TOLERANCE).isBefore(from)) {
            throw new ZitiException(
                    ZitiFailure.CLOCK_OFF,
                    "The controller " + who + " has a certificate from " + Expiry.shown(from)
                            + ", but this computer thinks it is " + Expiry.shown(now)
                            + ". Set its clock and time zone.");
        }
    }

    private void requireProof(Invitation invitation, List<X509Certificate> authorities)
            throws ZitiException, InterruptedException {
        try (EnrollmentHttp http = new EnrollmentHttp(tls(authorities, invitation.network()), timeout)) {
            if (!http.get(invitation.controller(), "/version").isGood()) {
                throw noController(invitation);
            }
        } catch (ZitiException e) {
            throw e.failure() == ZitiFailure.UNTRUSTED && !isExpired(e) ? unproved(invitation, e) : e;
        }
    }

    private static boolean isExpired(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return true;
            }
        }
        return false;
    }

    private static ZitiException unproved(Invitation invitation, ZitiException e) {
        return new ZitiException(
                ZitiFailure.UNTRUSTED,
                "The certificate of " + invitation.network() + " is not vouched for by its own network, or is for"
                        + " another address. Nothing was sent. Tell the network's administrator.",
                e);
    }

    private static ZitiException noController(Invitation invitation) {
        return new ZitiException(
                ZitiFailure.PROTOCOL,
                invitation.network() + " does not answer the way a Ziti controller does, so nothing was sent."
                        + " Tell the network's administrator.");
    }
}
