package dev.chatp2p.core.overlay;

import dev.chatp2p.core.text.DisplayText;

/**
 * A caller whose link was refused because it gave a name that is not the one the network vouches for. Both names come from
 * the network and are made safe to show here, at most {@value DisplayText#MAX_NAME} UTF-16 units each.
 *
 * @param claimed the name it gave
 * @param vouched the name the network knows it by
 */
public record RefusedCaller(String claimed, String vouched) {

    public RefusedCaller {
        claimed = DisplayText.name(claimed);
        vouched = DisplayText.name(vouched);
    }
}
