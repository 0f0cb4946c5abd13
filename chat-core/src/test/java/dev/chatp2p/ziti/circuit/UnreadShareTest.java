package dev.chatp2p.ziti.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.router.UnreadBudget;
import org.junit.jupiter.api.Test;

class UnreadShareTest {

    private static final long BUDGET = 1 << 20;

    private final UnreadBudget budget = new UnreadBudget(BUDGET);

    @Test
    void aLittleIsFreeForEverybodyEvenWhenTheBudgetIsUsedUp() {
        UnreadShare greedy = new UnreadShare(budget);
        assertTrue(greedy.hold(BUDGET + UnreadShare.FREE));
        assertEquals(0, budget.left());
        assertFalse(greedy.hold(1));
        UnreadShare modest = new UnreadShare(budget);
        assertTrue(modest.hold(UnreadShare.FREE));
        assertFalse(modest.hold(1));
    }

    @Test
    void whatIsReadCanBeUsedByOthers() {
        UnreadShare one = new UnreadShare(budget);
        UnreadShare other = new UnreadShare(budget);
        assertTrue(one.hold(BUDGET));
        assertFalse(other.hold(BUDGET));
        one.release(BUDGET / 2);
        assertTrue(other.hold(BUDGET / 2));
        one.release(BUDGET / 2);
        other.releaseAll();
        assertEquals(BUDGET, budget.left());
    }

    @Test
    void whatDoesNotFitChangesNothing() {
        UnreadShare share = new UnreadShare(budget);
        assertTrue(share.hold(100));
        assertFalse(share.hold(2 * BUDGET));
        assertEquals(BUDGET, budget.left());
        share.releaseAll();
        assertEquals(BUDGET, budget.left());
    }
}
