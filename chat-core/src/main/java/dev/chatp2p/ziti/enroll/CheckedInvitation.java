package dev.chatp2p.ziti.enroll;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * An invitation whose signature fits the controller it names.
 *
 * @param invitation the token
 * @param authorities the CAs of that network, which become the identity's trust
 */
public record CheckedInvitation(Invitation invitation, List<X509Certificate> authorities) {

    public CheckedInvitation {
        authorities = List.copyOf(authorities);
    }
}
