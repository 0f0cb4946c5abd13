package dev.chatp2p.setup.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A link belongs to a calm only if it began when that had settled. */
class CalmTest {
    private static final long SECOND = 1_000_000_000L;

    private final Calm calm = new Calm(0);

    @Test
    void aNetworkThatWasNeverTouchedIsCalm() {
        assertTrue(calm.lasts(calm.current(0)));
    }

    @Test
    void aCalmIsOverWithTheFirstThingThatIsDone() {
        OptionalLong first = calm.current(0);
        calm.ends();
        assertFalse(calm.lasts(first));
        assertEquals(OptionalLong.empty(), calm.current(20 * SECOND));
    }

    @Test
    void theNextOneIsAnotherAndHasToSettleFirst() {
        OptionalLong first = calm.current(0);
        calm.ends();
        calm.begins(20 * SECOND);
        OptionalLong unsettled = calm.current(24 * SECOND);
        OptionalLong second = calm.current(25 * SECOND);
        assertFalse(calm.lasts(first));
        assertFalse(calm.lasts(unsettled));
        assertTrue(calm.lasts(second));
    }
}
