package dev.chatp2p.desktop.settings;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.overlay.ControllerReport;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.RouterReport;
import java.util.List;
import java.util.Optional;

/**
 * How we stand with the network at one moment.
 *
 * @param status in general
 * @param controller with its controller
 * @param routers with each of its routers
 */
record StatusSnapshot(OverlayStatus status, Optional<ControllerReport> controller, List<RouterReport> routers) {

    StatusSnapshot {
        routers = List.copyOf(routers);
    }

    /** Any thread; asks nobody on the network, but not on the FX thread either. */
    static StatusSnapshot of(ChatClient client) {
        return new StatusSnapshot(client.status(), client.controller(), client.routers());
    }
}
