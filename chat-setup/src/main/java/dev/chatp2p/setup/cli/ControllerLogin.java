package dev.chatp2p.setup.cli;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.cli.Screen.Colour;
import dev.chatp2p.setup.management.AdminLogin;
import dev.chatp2p.setup.management.ControllerAccess;
import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.management.PresentedController;
import dev.chatp2p.setup.management.PresentedController.Trust;
import dev.chatp2p.setup.management.TotpPrompt;
import java.util.Map;
import java.util.Optional;

/** From the command line's options to an administrator's log-in; asks for what is missing, if there is somebody to ask. */
final class ControllerLogin {
    private static final String DEFAULT_CONTROLLER = "localhost:1280";
    private static final int MAX_VERSION = 40;

    private final AdminOptions options;
    private final ControllerAccess access;
    private final Map<String, String> environment;
    private final Screen screen;

    ControllerLogin(AdminOptions options, ControllerAccess access, Map<String, String> environment, Screen screen) {
        this.options = options;
        this.access = access;
        this.environment = environment;
        this.screen = screen;
    }

    /** Who answers at the address, trusted by now. */
    PresentedController find() throws SetupException, InterruptedException {
        PresentedController presented = access.probe(access.address(address()));
        screen.line("Controller " + presented.address() + ", version "
                + DisplayText.line(presented.version(), MAX_VERSION));
        Optional<String> wanted = options.trusted();
        if (wanted.isPresent()) {
            if (!wanted.get().equals(AdminOptions.digits(presented.fingerprint()))) {
                throw new SetupException(
                        SetupFailure.UNTRUSTED,
                        "The controller's certificate authority has another fingerprint than --trust says: "
                                + presented.fingerprint()
                                + ". Do not log in before you know why; ask whoever runs the controller.");
            }
            if (presented.trust() != Trust.KNOWN) {
                access.trust(presented);
            }
        } else if (presented.trust() != Trust.KNOWN) {
            askForTrust(presented);
        }
        return presented;
    }

    private String address() {
        return options.controller().orElseGet(() -> {
            if (!screen.canAsk()) {
                throw options.usageProblem("Name the controller: --controller-url ctrl.example.org:1280");
            }
            return screen.ask("Address of the controller [" + DEFAULT_CONTROLLER + "]: ")
                    .filter(typed -> !typed.isEmpty())
                    .orElse(DEFAULT_CONTROLLER);
        });
    }

    private void askForTrust(PresentedController presented) throws SetupException {
        if (!screen.canAsk()) {
            throw new SetupException(
                    SetupFailure.UNTRUSTED,
                    (presented.trust() == Trust.CHANGED
                                    ? "The controller's certificate authority is another than the one remembered"
                                    : "This controller has not been seen before")
                            + ", and nobody can be asked. The fingerprint of its authority is "
                            + presented.fingerprint()
                            + "; compare it with whoever runs the controller, then add --trust and the fingerprint.");
        }
        if (presented.trust() == Trust.CHANGED) {
            screen.line(
                    Colour.RED,
                    "WARNING: the certificate authority of this controller is another than the one remembered. Either the"
                            + " network was set up anew, or somebody is in between.");
        }
        screen.line("Fingerprint of its certificate authority (SHA-256):");
        screen.line("  " + presented.fingerprint());
        screen.line("Compare it with what whoever runs the controller tells you.");
        if (!screen.confirm("Trust it?")) {
            throw new SetupException(
                    SetupFailure.CANCELLED, "The controller was not trusted, so nothing was sent to it.");
        }
        access.trust(presented);
    }

    Management logIn(PresentedController controller) throws SetupException, InterruptedException {
        AdminLogin login = options.identity().isPresent()
                ? new AdminLogin.Identity(options.identity().get())
                : new AdminLogin.Password(
                        options.username(),
                        Passwords.find(
                                        options.password(),
                                        Optional.ofNullable(environment.get(AdminOptions.PASSWORD_VARIABLE)),
                                        "Password of " + DisplayText.name(options.username()) + ": ",
                                        screen)
                                .orElseThrow(() -> options.usageProblem("Nobody can be asked for the password. Set the "
                                        + "environment variable " + AdminOptions.PASSWORD_VARIABLE
                                        + ", or log in with --admin-identity.")));
        return access.logIn(controller, login, totp());
    }

    private TotpPrompt totp() {
        Optional<String> given = options.totp();
        return again -> {
            if (!again && given.isPresent()) {
                return given;
            }
            return screen.canAsk()
                    ? screen.ask(again ? "That code was wrong. Code: " : "Code of your authenticator app: ")
                            .filter(code -> !code.isEmpty())
                    : Optional.empty();
        };
    }
}
