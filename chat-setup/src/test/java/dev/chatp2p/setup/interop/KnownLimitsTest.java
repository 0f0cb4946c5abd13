package dev.chatp2p.setup.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.setup.interop.KnownLimits.Limit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Only what shows a limit passes for it. */
class KnownLimitsTest {
    private final Limit limit = new Limit("nothing is sent along", "lengths differ");

    @Test
    void theAssertionOrAssumptionThatIsListedShowsIt() {
        assertTrue(limit.isShownBy(new AssertionFailedError("array lengths differ, expected: <16> but was: <0>")));
        assertTrue(limit.isShownBy(new TestAbortedException("Assumption failed: lengths differ")));
    }

    @Test
    void anotherAssertionDoesNot() {
        assertFalse(limit.isShownBy(new AssertionFailedError("expected: <alice> but was: <bob>")));
        assertFalse(limit.isShownBy(new AssertionError()));
    }

    @Test
    void aNetworkThatIsDownOrSlowDoesNot() {
        assertFalse(limit.isShownBy(new LinkException(Reason.NO_ROUTER, "lengths differ")));
        assertFalse(limit.isShownBy(new TimeoutException("lengths differ")));
    }
}
