package dev.chatp2p.desktop.contacts;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.RouterReport;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.Texts;
import java.util.List;
import java.util.Set;

/**
 * Names the routers through which somebody can be reached, as far as we are connected to them too: the network tells ids of the others
 * only.
 *
 * @param client whose network it is
 * @param texts the words
 */
record RouterNames(ChatClient client, Texts texts) {

    private static final int MAX_NAMES = 5;
    private static final int MAX_NAME = 60;

    /** As a sentence; empty if no name is known. Not on the FX thread. */
    String of(PeerId peer) {
        Set<String> ids = client.peers().routersOf(peer);
        List<String> names = client.routers().stream()
                .filter(report -> report.id().filter(ids::contains).isPresent())
                .map(RouterReport::name)
                .map(name -> DisplayText.line(name, MAX_NAME))
                .distinct()
                .sorted()
                .limit(MAX_NAMES)
                .toList();
        return names.isEmpty()
                ? ""
                : texts.of("details.routers", String.join(", ", names), Math.max(0, ids.size() - names.size()));
    }
}
