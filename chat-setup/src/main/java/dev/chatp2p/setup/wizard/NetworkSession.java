package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.plan.Provisioner;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The log-in that the pages for whoever runs a network share. FX thread only. */
final class NetworkSession {

    private record Open(URI address, Management management, Provisioner provisioner) {}

    private final Executor background;
    private final Function<Management, Provisioner> provisioners;
    private Optional<Open> open = Optional.empty();

    NetworkSession(WizardSurroundings surroundings) {
        this.background = surroundings.background();
        this.provisioners = surroundings.provisioners();
    }

    /** Takes over a log-in in place of the one before, and ends it when the time comes. */
    void begin(URI address, Management management) {
        end();
        open = Optional.of(new Open(address, management, provisioners.apply(management)));
    }

    /** Logs out in the background. */
    void end() {
        open.map(Open::management).ifPresent(management -> background.execute(management::close));
        open = Optional.empty();
    }

    Management management() {
        return now().management();
    }

    Provisioner provisioner() {
        return now().provisioner();
    }

    /** {@code host:port} of the controller, to show. */
    String network() {
        return now().address().getRawAuthority();
    }

    private Open now() {
        return open.orElseThrow(() -> new IllegalStateException("nobody is logged in"));
    }
}
