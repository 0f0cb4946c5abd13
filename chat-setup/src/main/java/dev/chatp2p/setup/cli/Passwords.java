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
        return given(option, variable, screen).or(() -> typed(question, screen));
    }

    /** As {@link #find}, for a new password: the person types it twice, because nobody could find out about a mistake. */
    static Optional<String> choose(Optional<String> option, Optional<String> variable, Screen screen) {
        return given(option, variable, screen).or(() -> typedTwice(screen));
    }

    private static Optional<String> given(Optional<String> option, Optional<String> variable, Screen screen) {
        boolean wantsToType = option.filter(String::isEmpty).isPresent() && screen.canAsk();
        return option.filter(password -> !password.isEmpty())
                .or(() -> wantsToType ? Optional.empty() : variable.filter(password -> !password.isEmpty()));
    }

    private static Optional<String> typed(String question, Screen screen) {
        return screen.canAsk() ? screen.askSecret(question).filter(password -> !password.isEmpty()) : Optional.empty();
    }

    private static Optional<String> typedTwice(Screen screen) {
        while (true) {
            Optional<String> first = typed("New password: ", screen);
            Optional<String> again = first.flatMap(_ -> typed("The same again: ", screen));
            if (first.equals(again)) {
                return first;
            }
            if (again.isEmpty()) {
                return again;
            }
            screen.line("These two were not the same.");
        }
    }
}
