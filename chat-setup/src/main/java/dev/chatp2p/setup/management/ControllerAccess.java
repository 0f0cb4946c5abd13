package dev.chatp2p.setup.management;

import dev.chatp2p.setup.SetupException;
import java.net.URI;

/** The way to a controller's management API: first who is there, then trust, then the log-in. Blocks; any thread. */
public interface ControllerAccess {

    /**
     * Reads what a person typed as an address: {@code ctrl.example.org:1280}, or a URL with or without a path.
     *
     * @return {@code https://host:port} without a path
     * @throws SetupException BAD_INPUT, in words for the field it was typed into (http is refused and explained)
     */
    URI address(String typed) throws SetupException;

    /**
     * Looks who answers there. Sends nothing secret and trusts nobody.
     *
     * @throws SetupException UNREACHABLE, NOT_A_CONTROLLER
     */
    PresentedController probe(URI address) throws SetupException, InterruptedException;

    /** Remembers the controller's CAs, after a person has compared the fingerprint. */
    void trust(PresentedController controller) throws SetupException;

    /**
     * Logs in to a controller whose CAs are remembered.
     *
     * @throws SetupException UNTRUSTED if they are not, LOGIN_REFUSED, LOCKED_OUT, MFA_REQUIRED if no code was given,
     *     NOT_ALLOWED if that identity is no administrator
     */
    Management logIn(PresentedController controller, AdminLogin login, TotpPrompt totp)
            throws SetupException, InterruptedException;
}
