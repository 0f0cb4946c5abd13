package dev.chatp2p.desktop.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.concurrent.Subscription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FxBridgeTest {

    /** Stands in for the toolkit: keeps what it is given until the test runs it. */
    private final Queue<Runnable> toolkit = new ArrayDeque<>();

    private final FxBridge bridge = new FxBridge(toolkit::add);
    private final List<Integer> shown = new ArrayList<>();
    private final List<Consumer<Integer>> observers = new ArrayList<>();

    private Subscription observe(Consumer<Integer> observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    private void tell(int event) {
        observers.forEach(observer -> observer.accept(event));
    }

    @Test
    void aBurstIsOneToolkitTaskAndKeepsItsOrder() {
        bridge.each(this::observe, shown::add);
        IntStream.range(0, FxBridge.BATCH).forEach(this::tell);
        assertEquals(1, toolkit.size(), "toolkit tasks in flight");
        toolkit.remove().run();
        assertEquals(IntStream.range(0, FxBridge.BATCH).boxed().toList(), shown);
        assertEquals(0, toolkit.size());
    }

    @Test
    void aLongBurstLetsTheToolkitDrawInBetween() {
        bridge.each(this::observe, shown::add);
        IntStream.range(0, FxBridge.BATCH + 1).forEach(this::tell);
        toolkit.remove().run();
        assertEquals(FxBridge.BATCH, shown.size());
        assertEquals(1, toolkit.size(), "the rest is one more task");
        toolkit.remove().run();
        assertEquals(FxBridge.BATCH + 1, shown.size());
    }

    @Test
    void ofStatesOnlyTheNewestIsShown() {
        bridge.latest(this::observe, shown::add);
        IntStream.rangeClosed(1, 1000).forEach(this::tell);
        toolkit.remove().run();
        assertEquals(List.of(1000), shown);
        tell(1001);
        toolkit.remove().run();
        assertEquals(List.of(1000, 1001), shown);
    }

    @Test
    void whatIsOnItsWayWhenTheWindowClosesIsNotShown() {
        Subscription each = bridge.each(this::observe, shown::add);
        Subscription latest = bridge.latest(this::observe, shown::add);
        tell(1);
        each.close();
        latest.close();
        toolkit.remove().run();
        assertEquals(List.of(), shown);
        assertEquals(List.of(), observers);
    }

    @Test
    void aBrokenTaskDoesNotStopTheNextOne() {
        bridge.execute(() -> {
            throw new IllegalStateException("broken on purpose");
        });
        bridge.execute(() -> shown.add(1));
        toolkit.remove().run();
        assertEquals(List.of(1), shown);
    }

    @Test
    void whatATaskPostsRunsAfterIt() {
        bridge.execute(() -> {
            bridge.execute(() -> shown.add(2));
            shown.add(1);
        });
        while (!toolkit.isEmpty()) {
            toolkit.remove().run();
        }
        assertEquals(List.of(1, 2), shown);
    }
}
