package dev.chatp2p.setup.management;

import java.util.Optional;

/** Asks a person for the code of their authenticator app. */
@FunctionalInterface
public interface TotpPrompt {

    /** Nobody can be asked. */
    TotpPrompt NOBODY = again -> Optional.empty();

    /**
     * Blocks until there is a code.
     *
     * @param again whether the code given before was wrong
     * @return empty if the person gives up
     */
    Optional<String> code(boolean again) throws InterruptedException;
}
