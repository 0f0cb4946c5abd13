package dev.chatp2p.core.conversation;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Makes message ids: UUIDs of version 7 (RFC 9562), which sort in the order they were made, also within a millisecond and
 * when the clock steps back. Confined to the service's lane.
 */
final class MessageIds {

    private static final int COUNTER_LIMIT = 1 << 12;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private long millis;
    private int counter;

    MessageIds(InstantSource clock) {
        this.clock = clock;
    }

    UUID next() {
        long now = clock.millis();
        if (now > millis) {
            millis = now;
            counter = 0;
        } else if (++counter == COUNTER_LIMIT) {
            millis++;
            counter = 0;
        }
        long high = (millis << 16) | 0x7000 | counter;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
