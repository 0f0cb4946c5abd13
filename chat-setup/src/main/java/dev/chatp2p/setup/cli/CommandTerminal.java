package dev.chatp2p.setup.cli;

import java.util.Optional;

/** The person at the terminal, if there is one. Used by one thread. */
public interface CommandTerminal {

    /** Whether somebody is there to be asked. */
    boolean interactive();

    /** Whether what is shown may be coloured. */
    boolean colours();

    /**
     * Waits for a line; what to type has been shown already.
     *
     * @return empty when there will be none: nobody is there, or the input has ended
     */
    Optional<String> line();

    /**
     * Asks for a secret, which is not echoed, also not when somebody types it faster than the question appears.
     *
     * @return as for {@link #line}
     */
    Optional<String> secret(String question);
}
