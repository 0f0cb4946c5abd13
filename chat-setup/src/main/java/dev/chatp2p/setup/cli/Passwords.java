package dev.chatp2p.setup.cli;

import java.util.Optional;

/** Where a password comes from: the option's value, the environment, or the person. */
final class Passwords {

    private Passwords() {}

    /**
     * @param option as given; an empty text asks the person whatever the environment says
     * @param variable what the environment says
     * @param question how the person is asked
     * @return empty if it was not given and nobody can be asked
     */
    static Optional<String> find(Optional<String> option, Optional<String> variable, String question, Screen screen) {
        boolean wantsToType = option.filter(String::isEmpty).isPresent() && screen.canAsk();
        Optional<String> given = option.filter(password -> !password.isEmpty())
                .or(() -> wantsToType ? Optional.empty() : variable.filter(password -> !password.isEmpty()));
        return given.isPresent() || !screen.canAsk()
                ? given
                : screen.askSecret(question).filter(password -> !password.isEmpty());
    }
}
