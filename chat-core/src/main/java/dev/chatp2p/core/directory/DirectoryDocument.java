package dev.chatp2p.core.directory;

import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Listing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a shared directory holds.
 *
 * @param people in the order of the directory, at most {@value #MAX_PEOPLE}
 * @param passedOver entries that are not among them
 */
public record DirectoryDocument(SequencedMap<PeerId, Listing> people, PassedOver passedOver) {

    public DirectoryDocument {
        people = Collections.unmodifiableSequencedMap(people);
    }

    /** Most people of a directory, and of all together. */
    public static final int MAX_PEOPLE = 20_000;

    /** Largest directory, in bytes. */
    public static final int MAX_BYTES = 8 << 20;

    /**
     * Entries that are left out.
     *
     * @param withoutIdentity no objects, or with no identity that a network could have (1 to 256 characters)
     * @param twice of an identity that came before
     * @param tooMany beyond {@link #MAX_PEOPLE}
     */
    public record PassedOver(int withoutIdentity, int twice, int tooMany) {

        public static final PassedOver NONE = new PassedOver(0, 0, 0);

        public int total() {
            return withoutIdentity + twice + tooMany;
        }

        /** In English; empty if there are none. */
        public String sentence() {
            List<String> parts = new ArrayList<>();
            if (withoutIdentity > 0) {
                parts.add(withoutIdentity + " without a usable identity");
            }
            if (twice > 0) {
                parts.add(twice + " listed twice");
            }
            if (tooMany > 0) {
                parts.add(tooMany + " beyond " + MAX_PEOPLE);
            }
            return parts.isEmpty() ? "" : "Entries passed over: " + String.join(", ", parts) + ".";
        }
    }
}
