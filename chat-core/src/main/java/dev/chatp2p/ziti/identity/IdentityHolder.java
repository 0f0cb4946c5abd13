package dev.chatp2p.ziti.identity;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Whom an identity file is for.
 *
 * @param certificate its own; empty if it logs in with a name and a password
 * @param username what it logs in with; empty if it has a certificate
 * @param controllers base URLs of the Edge Client API, at least one, in order
 */
public record IdentityHolder(Optional<X509Certificate> certificate, Optional<String> username, List<URI> controllers) {}
