package dev.chatp2p.setup.soak;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Measures how long somebody is not hosted although the network could: the controller answers, and one and the same router
 * could serve them, all that time. No threads and no clock: times are given, in nanoseconds. For one thread.
 */
final class Recovery {
    private final Map<String, Long> healthySince = new HashMap<>();
    private final Map<String, Long> unhostedSince = new HashMap<>();
    private final Map<String, Duration> longest = new HashMap<>();
    private final Duration limit;
    private long lastLook = Long.MIN_VALUE;
    private Duration able = Duration.ZERO;
    private Duration judged = Duration.ZERO;

    /**
     * @param limit the longest gap there may be; only what {@link #judged} counts
     */
    Recovery(Duration limit) {
        this.limit = limit;
    }

    /**
     * What was seen at that time.
     *
     * @param healthy the routers that could serve; none while the controller does not answer
     * @param hosted for whom a terminator is there
     * @return for each who is not hosted although they could be, how long so far
     */
    Map<String, Duration> seen(long now, Set<String> healthy, Map<String, Boolean> hosted) {
        healthySince.keySet().retainAll(healthy);
        healthy.forEach(router -> healthySince.putIfAbsent(router, now));
        Optional<Long> ableSince = healthySince.values().stream().min(Long::compare);
        ableSince.filter(since -> since <= lastLook).ifPresent(since -> {
            Duration step = Duration.ofNanos(now - lastLook);
            able = able.plus(step);
            if (now - since > limit.toNanos()) {
                judged = judged.plus(step);
            }
        });
        lastLook = now;
        Map<String, Duration> waiting = new HashMap<>();
        hosted.forEach((person, is) -> {
            if (is) {
                unhostedSince.remove(person);
                return;
            }
            long since = unhostedSince.computeIfAbsent(person, _ -> now);
            if (ableSince.isPresent()) {
                Duration gap = Duration.ofNanos(now - Math.max(since, ableSince.get()));
                waiting.put(person, gap);
                longest.merge(person, gap, (a, b) -> a.compareTo(b) > 0 ? a : b);
            }
        });
        return waiting;
    }

    /** How long the network was able, as far as was looked: one slow answer of the controller starts the clock anew. */
    Duration able() {
        return able;
    }

    /** How long it had been able for more than the limit, so that somebody who was not hosted would have been found. */
    Duration judged() {
        return judged;
    }

    /** The longest gap of each person so far. */
    Map<String, Duration> longest() {
        return Map.copyOf(longest);
    }
}
