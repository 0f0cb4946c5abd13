package dev.chatp2p.setup.management;

import java.nio.file.Path;

/** How an administrator proves who they are. */
public sealed interface AdminLogin {

    /** A name and a password. */
    record Password(String username, String password) implements AdminLogin {

        /** Without the password. */
        @Override
        public String toString() {
            return "Password[" + username + "]";
        }
    }

    /** The certificate in the identity file of an administrator. */
    record Identity(Path file) implements AdminLogin {}
}
