package dev.chatp2p.core.peer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An immutable picture of who is there.
 *
 * @param peers everybody seen since the start, without ourselves, online ones first, then by name; no duplicates
 * @param asOf when the network last answered; empty before the first answer
 * @param problem why the last question was not answered, as a sentence for a person; the peers are then those of
 *     {@code asOf}
 */
public record PeerDirectory(List<Peer> peers, Optional<Instant> asOf, Optional<String> problem) {

    public static final PeerDirectory EMPTY = new PeerDirectory(List.of(), Optional.empty(), Optional.empty());

    public PeerDirectory {
        peers = List.copyOf(peers);
    }
}
