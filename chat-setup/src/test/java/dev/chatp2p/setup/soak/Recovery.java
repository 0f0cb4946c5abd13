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
        Optional<Long> able = healthySince.values().stream().min(Long::compare);
        Map<String, Duration> waiting = new HashMap<>();
        hosted.forEach((person, is) -> {
            if (is) {
                unhostedSince.remove(person);
                return;
            }
            long since = unhostedSince.computeIfAbsent(person, _ -> now);
            if (able.isPresent()) {
                Duration gap = Duration.ofNanos(now - Math.max(since, able.get()));
                waiting.put(person, gap);
                longest.merge(person, gap, (a, b) -> a.compareTo(b) > 0 ? a : b);
            }
        });
        return waiting;
    }

    /** The longest gap of each person so far. */
    Map<String, Duration> longest() {
        return Map.copyOf(longest);
    }
}
