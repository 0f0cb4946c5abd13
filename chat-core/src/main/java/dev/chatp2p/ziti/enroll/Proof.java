package dev.chatp2p.ziti.enroll;

import java.nio.file.Path;

/** What a person brings along besides the invitation. */
public sealed interface Proof {

    /** Nothing: method ott. */
    record None() implements Proof {}

    /**
     * A certificate that a CA known to the network has issued: methods ottca and ca.
     *
     * @param certificate PEM file, the certificate first
     * @param key PEM file of its private key, unencrypted
     */
    record Certificate(Path certificate, Path key) implements Proof {}

    /** A name and a password to log in with from now on: method updb. */
    record Password(String username, String password) implements Proof {

        /** Without the password. */
        @Override
        public String toString() {
            return "Password[" + username + "]";
        }
    }
}
