package dev.chatp2p.desktop.call;

import dev.chatp2p.core.overlay.PeerId;

/**
 * Somebody who waits for our answer, safe to show.
 *
 * @param peer who
 * @param name their name
 * @param greeting what they sent along; may be empty
 * @param vouched whether the network vouches for the name
 */
public record IncomingCall(PeerId peer, String name, String greeting, boolean vouched) {}
