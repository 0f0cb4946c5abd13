package dev.chatp2p.core.overlay.ziti;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.RefusedCaller;
import dev.chatp2p.core.text.DisplayText;
import org.junit.jupiter.api.Test;

class RefusalNoticesTest {

    private static final long PAUSE = RefusalNotices.PAUSE.toNanos();

    private final RefusalNotices notices = new RefusalNotices();

    @Test
    void anIdentityIsToldOnceHoweverManyNamesItTries() {
        assertTrue(notices.isDue(new RefusedCaller("boss", "mallory"), 0));
        assertFalse(notices.isDue(new RefusedCaller("boss", "mallory"), 1));
        assertFalse(notices.isDue(new RefusedCaller("bank", "mallory"), PAUSE - 1));
        assertTrue(notices.isDue(new RefusedCaller("bank", "trudy"), PAUSE - 1));
    }

    @Test
    void whoGoesOnIsToldAgainAfterAPause() {
        assertTrue(notices.isDue(new RefusedCaller("boss", "mallory"), Long.MAX_VALUE));
        assertTrue(notices.isDue(new RefusedCaller("boss", "mallory"), Long.MAX_VALUE + PAUSE));
    }

    @Test
    void theOneToldLongestAgoIsForgottenFirst() {
        for (int i = 0; i <= RefusalNotices.REMEMBERED; i++) {
            assertTrue(notices.isDue(new RefusedCaller("boss", "mallory" + i), i));
        }
        assertFalse(notices.isDue(new RefusedCaller("boss", "mallory1"), PAUSE / 2));
        assertTrue(notices.isDue(new RefusedCaller("boss", "mallory0"), PAUSE / 2));
    }

    @Test
    void namesOfAnyKindAreMadeSafeAndShort() {
        RefusedCaller caller = new RefusedCaller("a\u202eb\n".repeat(1000), "");
        assertTrue(caller.claimed().length() <= DisplayText.MAX_NAME, caller.claimed());
        assertFalse(caller.claimed().contains("\n"));
    }
}
