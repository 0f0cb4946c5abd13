package dev.chatp2p.setup.plan;

import java.util.Optional;

/**
 * Whether a person can chat, as the controller's policies have it.
 *
 * @param name the person; foreign text
 * @param canCall may dial the service
 * @param canBeCalled may host the service
 * @param routersOnline edge routers online that the person and the service share
 * @param enrolled whether somebody has used the invitation
 * @param problem what is missing, a sentence that ends with what to do; empty if nothing is
 */
public record PersonReport(
        String name,
        boolean canCall,
        boolean canBeCalled,
        int routersOnline,
        boolean enrolled,
        Optional<String> problem) {}
