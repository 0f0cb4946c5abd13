package dev.chatp2p.desktop.app;

import dev.chatp2p.setup.management.*;
import dev.chatp2p.ziti.enroll.*;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Until merged. */
final class NotThereYet implements Enroller, ControllerAccess {
    @Override
    public CheckedInvitation check(Invitation invitation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void enroll(
            CheckedInvitation invitation, Proof proof, Path identityFile, Consumer<EnrollmentStep> progress) {}

    @Override
    public URI address(String typed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PresentedController probe(URI address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void trust(PresentedController controller) {}

    @Override
    public Management logIn(PresentedController controller, AdminLogin login, TotpPrompt totp) {
        throw new UnsupportedOperationException();
    }
}
