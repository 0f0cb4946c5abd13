package dev.chatp2p.desktop.contacts;

import dev.chatp2p.core.overlay.PeerId;
import java.util.List;
import java.util.UUID;

/**
 * A message that was looked for, as the list shows it, all of it safe to show.
 *
 * @param peer with whom it was
 * @param message which
 * @param name the peer's name
 * @param snippet the part of it that fits, on one line
 * @param time when it was, short
 */
public record MessageHit(PeerId peer, UUID message, String name, List<Snippet.Part> snippet, String time)
        implements ContactItem {

    public MessageHit {
        snippet = List.copyOf(snippet);
    }
}
