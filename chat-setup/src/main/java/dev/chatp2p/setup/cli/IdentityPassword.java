package dev.chatp2p.setup.cli;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.nio.file.Path;
import java.util.Optional;

/** The password of an identity that has no key and logs in with one. */
public final class IdentityPassword {
    static final String VARIABLE = "CHAT_PASSWORD";

    private IdentityPassword() {}

    /**
     * Takes it from the environment variable {@value #VARIABLE}, or asks the person at the terminal.
     *
     * @return empty for identities that need none, also for files that are no identities, and if nobody can say it
     */
    public static Optional<String> find(Path identity, SetupSurroundings surroundings) {
        try {
            if (!ZitiIdentity.needsPassword(identity)) {
                return Optional.empty();
            }
        } catch (ZitiException e) {
            return Optional.empty(); // whoever opens it says what is the matter
        }
        return Optional.ofNullable(surroundings.environment().get(VARIABLE))
                .filter(password -> !password.isEmpty())
                .or(() -> surroundings.terminal().get().secret("Password: "))
                .filter(password -> !password.isEmpty());
    }
}
