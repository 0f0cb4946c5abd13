package dev.chatp2p.core.overlay.ziti;

import dev.chatp2p.core.overlay.RefusedCaller;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which refused callers a person is told of: each identity once in {@link #PAUSE}, however often it tries and whatever it
 * calls itself. It can have no other name than its own as the vouched one. Not thread-safe.
 */
final class RefusalNotices {

    static final Duration PAUSE = Duration.ofMinutes(10);

    /** How many identities are kept in mind; the one told longest ago is forgotten first. */
    static final int REMEMBERED = 64;

    /** When each was told, in {@link System#nanoTime} units; oldest first. */
    private final Map<String, Long> told = new LinkedHashMap<>();

    /**
     * Whether to tell of this one.
     *
     * @param now {@link System#nanoTime}
     */
    boolean isDue(RefusedCaller caller, long now) {
        Long before = told.get(caller.vouched());
        if (before != null && now - before < PAUSE.toNanos()) {
            return false;
        }
        told.remove(caller.vouched());
        told.put(caller.vouched(), now);
        if (told.size() > REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
        return true;
    }
}
