package dev.chatp2p.setup.cli;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.AdminLogin;
import dev.chatp2p.setup.management.ControllerAccess;
import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.management.PresentedController;
import dev.chatp2p.setup.management.PresentedController.Trust;
import dev.chatp2p.setup.management.TotpPrompt;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A controller that presents itself and lets admin in with the password secret; notes what it was asked. */
final class FakeAccess implements ControllerAccess {
    static final String FINGERPRINT = String.join(":", Collections.nCopies(32, "AB"));

    private final Trust trust;
    private final List<String> asked = new ArrayList<>();
    private Optional<String> totpCode = Optional.empty();

    FakeAccess(Trust trust) {
        this.trust = trust;
    }

    /** From now on the log-in asks for this code. */
    FakeAccess wanting(String code) {
        totpCode = Optional.of(code);
        return this;
    }

    List<String> asked() {
        return asked;
    }

    @Override
    public URI address(String typed) throws SetupException {
        if (typed.startsWith("http:")) {
            throw new SetupException(SetupFailure.BAD_INPUT, "A controller is reached by https, not http.");
        }
        return URI.create("https://" + typed);
    }

    @Override
    public PresentedController probe(URI address) throws SetupException {
        asked.add("probe " + address);
        if (address.toString().contains("nowhere")) {
            throw new SetupException(SetupFailure.UNREACHABLE, "No controller answers at nowhere. Check the address.");
        }
        return new PresentedController(address, "v1.6.0\u001b[2J", List.of(), FINGERPRINT, trust);
    }

    @Override
    public void trust(PresentedController controller) {
        asked.add("trust");
    }

    @Override
    public Management logIn(PresentedController controller, AdminLogin login, TotpPrompt totp)
            throws SetupException, InterruptedException {
        asked.add("log in " + login);
        if (login instanceof AdminLogin.Password(String name, String password)
                && !(name.equals("admin") && password.equals("secret"))) {
            throw new SetupException(SetupFailure.LOGIN_REFUSED, "The name or the password is wrong.");
        }
        if (totpCode.isPresent()) {
            boolean again = false;
            Optional<String> code = totp.code(again);
            while (code.isPresent() && !code.equals(totpCode)) {
                again = true;
                code = totp.code(again);
            }
            String _ =
                    code.orElseThrow(() -> new SetupException(SetupFailure.MFA_REQUIRED, "A code is needed: --totp."));
        }
        // Only the provisioner uses it, and that is a fake too.
        return (Management) Proxy.newProxyInstance(
                Management.class.getClassLoader(), new Class<?>[] {Management.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return null;
                });
    }
}
