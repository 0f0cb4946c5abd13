package dev.chatp2p.desktop.app;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.identity.IdentityHolder;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Tells identities apart before the network has said their names: 16 hex digits of who the certificate, or the log-in with a
 * password, is for, and of the network's first controller. It stays the same when the certificate is renewed, when the same
 * identity is enrolled again, and when the file is copied or moved. Pure functions that read files.
 */
final class IdentityKey {

    private static final int DIGITS = 16;

    private IdentityKey() {}

    /** The key of the identity in a file; empty if it is none. */
    static Optional<String> of(Path identityFile) {
        try {
            IdentityHolder holder = ZitiIdentity.holder(identityFile);
            return holder.username()
                    .or(() -> holder.certificate().map(IdentityKey::commonName))
                    .map(who ->
                            digest(who + "\n" + holder.controllers().getFirst().getRawAuthority()));
        } catch (ZitiException e) {
            return Optional.empty();
        }
    }

    /** A key for a file that is no usable identity, or not there: that of its place. */
    static String ofPlace(Path file) {
        return digest(file.toAbsolutePath().normalize().toString());
    }

    /** Whom the certificate is for: with Ziti's own CA, the identity's id. */
    private static String commonName(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        try {
            return new LdapName(subject)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .findFirst()
                            .orElse(subject);
        } catch (InvalidNameException e) {
            return subject;
        }
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
