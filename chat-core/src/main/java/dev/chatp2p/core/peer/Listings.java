package dev.chatp2p.core.peer;

import dev.chatp2p.core.overlay.PeerId;
import java.util.Map;
import java.util.function.Predicate;

/** Takes who is listed in the shared directories. Thread-safe. */
@FunctionalInterface
public interface Listings {

    /**
     * From now on these are listed, and nobody else. Returns at once.
     *
     * @param keeps who, being listed no longer, stays known all the same; asked on the service's own thread
     */
    void list(Map<PeerId, Listing> people, Predicate<PeerId> keeps);
}
