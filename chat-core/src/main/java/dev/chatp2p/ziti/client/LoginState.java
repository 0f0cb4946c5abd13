package dev.chatp2p.ziti.client;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.controller.ApiSession;
import java.time.Duration;
import java.util.Optional;

/** Where the log-in stands. */
public sealed interface LoginState {

    /** The first attempt, or one after the session has expired, is under way. */
    record LoggingIn() implements LoginState {}

    /**
     * Logged in.
     *
     * @param session the API session
     * @param trouble why the controller does not confirm the session just now; talking goes on meanwhile
     */
    record LoggedIn(ApiSession session, Optional<ZitiException> trouble) implements LoginState {}

    /**
     * The controller asks for a second factor; nothing goes on before {@link ZitiClient#answerSecondFactor}.
     *
     * @param refused why the last code was not taken; empty when none was given yet
     */
    record SecondFactorNeeded(Optional<ZitiException> refused) implements LoginState {}

    /**
     * The last attempt failed.
     *
     * @param why the reason
     * @param retryIn when it is tried again
     */
    record Failed(ZitiException why, Duration retryIn) implements LoginState {}

    /** Logged out for good. */
    record Closed() implements LoginState {}
}
