package dev.chatp2p.setup.soak;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.lab.LabException;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.ziti.HeldResources;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two people keep talking while the routers and the controller of their network are killed, frozen and restarted at random.
 * {@code -Dchat.soak=PT20M} says for how long, {@code -Dchat.soak.seed=…} repeats a run; docs/soak.md has the rest.
 */
@RealNetwork
@Timeout(value = 1, unit = TimeUnit.HOURS)
class SoakIT {
    private static final long SEED = Long.getLong("chat.soak.seed", System.nanoTime() % 1_000_000);

    /** Within this time of the network being able to, both are to be hosting again. */
    private static final Duration BACK = Duration.parse(System.getProperty("chat.soak.back", "PT5S"));

    private static final long LOOK_EVERY_MILLIS = 250;
    private static final Duration SETTLING = Duration.ofSeconds(60);
    /** Longer than a client that hangs up every ten seconds gets away with. */
    private static final Duration UNDISTURBED = Duration.ofSeconds(12);
    /** Of fifty that are said in a second, each way. */
    private static final int LINES_A_SECOND_UNDISTURBED = 10;
    /** In each second in which the network was able: most of them are used for calling again. */
    private static final int LINES_A_SECOND_DISTURBED = 2;
    /** So much of the time the network has to be able, or nothing is shown by who is hosting: a tenth. */
    private static final int ABLE = 10;

    private static final long HEAP_MARGIN = 8 << 20;
    private static final long DESCRIPTOR_MARGIN = 4;

    private final LabNetwork network;
    private final Timeline timeline = new Timeline();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Calm calm = new Calm(System.nanoTime());
    private final Recovery recovery = new Recovery(BACK);
    /** Who has been reported as not hosting. */
    private final Set<String> late = new HashSet<>();

    SoakIT(LabNetwork network) {
        this.network = network;
    }

    @Test
    void aTalkOutlivesTheNetworkBeingKilledFrozenAndRestarted() throws Exception {
        Duration time = timeAsked();
        timeline.note("-Dchat.soak=" + time + " -Dchat.soak.seed=" + SEED);
        network.identity("soak-alice");
        network.identity("soak-bob");
        // Loads classes and starts the JVM's own threads, too.
        assertAnswered(talkFor(UNDISTURBED, false), LINES_A_SECOND_UNDISTURBED * UNDISTURBED.toSeconds());
        HeldResources before = HeldResources.now();

        List<Talk> talks = talkFor(time, true);

        await().atMost(SETTLING)
                .untilAsserted(() -> assertEquals(
                        List.of(), HeldResources.now().leakedSince(before, HEAP_MARGIN, DESCRIPTOR_MARGIN)));
        timeline.note("longest times without hosting: " + recovery.longest() + "; the network was able for "
                + recovery.able().toSeconds() + " s, " + recovery.judged().toSeconds()
                + " s of them so long that it counts");
        assertEquals(List.of(), timeline.faults(), () -> "seed " + SEED + "\n" + timeline);
        assertTrue(
                recovery.able().compareTo(time.dividedBy(ABLE)) >= 0
                        && recovery.judged().isPositive(),
                () -> "nothing is shown by a network that is hardly ever able, or seen to be\n" + timeline);
        assertAnswered(talks, LINES_A_SECOND_DISTURBED * recovery.able().toSeconds());
    }

    private static Duration timeAsked() {
        String asked = System.getProperty("chat.soak");
        // No value of our own: a long run that lasts 40 s because the wish did not get here must not be green.
        assertNotNull(asked, "-Dchat.soak does not reach this JVM; Maven hands it on, outside of it give PT40S or so");
        return Duration.parse(asked);
    }

    private void assertAnswered(List<Talk> talks, long lines) {
        talks.forEach(talk ->
                assertTrue(talk.answered() >= lines, () -> talk + ", not even " + lines + " lines\n" + timeline));
    }

    private List<Talk> talkFor(Duration time, boolean disturbed) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (Person alice = new Person(network.identity("soak-alice"), timeline);
                Person bob = new Person(network.identity("soak-bob"), timeline)) {
            List<Person> people = List.of(alice, bob);
            awaitAllTerminators(people);
            List<Talk> talks =
                    List.of(new Talk(alice, bob, timeline, calm, over), new Talk(bob, alice, timeline, calm, over));
            List<Thread> talking = talks.stream()
                    .map(talk -> Thread.ofVirtual().name("soak-talk").start(talk))
                    .toList();
            if (disturbed) {
                disturb(people, time);
            } else {
                boolean _ = over.await(time.toMillis(), TimeUnit.MILLISECONDS);
            }
            over.countDown();
            for (Thread talk : talking) {
                assertTrue(talk.join(SETTLING), () -> "a talk did not come to its end\n" + timeline);
            }
            talks.forEach(talk -> timeline.note(talk.toString()));
            return talks;
        }
    }

    private void awaitAllTerminators(List<Person> people) {
        await().atMost(SETTLING).until(() -> haveAllTerminators(people));
    }

    private boolean haveAllTerminators(List<Person> people) {
        return people.stream()
                .allMatch(p -> p.terminators() == network.routers().size());
    }

    private void disturb(List<Person> people, Duration time) throws Exception {
        Chaos chaos = new Chaos(network, SEED, timeline, calm);
        Thread breaking = Thread.ofVirtual().name("soak-chaos").start(() -> {
            try {
                chaos.run(end);
            } catch (LabException e) {
                timeline.fault("the lab itself failed: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (NetworkWatch watch = new NetworkWatch(network)) {
            Duration over = timeline.elapsed().plus(time);
            try {
                look(watch, chaos, people, () -> timeline.elapsed().compareTo(over) >= 0);
            } finally {
                end.countDown();
                breaking.join();
                timeline.note("the end: everything is brought back");
                calm.ends();
                network.restore();
            }
            calm.begins(System.nanoTime());
            // However little could be judged before: this recovery is.
            Duration judged = recovery.judged();
            Duration settled = timeline.elapsed().plus(SETTLING);
            look(
                    watch,
                    chaos,
                    people,
                    () -> timeline.elapsed().compareTo(settled) >= 0
                            || (haveAllTerminators(people) && recovery.judged().compareTo(judged) > 0));
            assertTrue(haveAllTerminators(people), () -> "not on all routers again\n" + timeline);
        }
        timeline.note("both on all routers again");
    }

    private void look(NetworkWatch watch, Chaos chaos, List<Person> people, BooleanSupplier until)
            throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (!until.getAsBoolean()) {
            look(watch, chaos, people);
            boolean _ = never.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look(NetworkWatch watch, Chaos chaos, List<Person> people) throws InterruptedException {
        NetworkWatch.View view = watch.look();
        Map<String, Boolean> hosted = new LinkedHashMap<>();
        for (Person person : people) {
            boolean listed = view.terminators().stream()
                    .anyMatch(t -> t.identity().equals(person.name())
                            && view.healthyRouters().contains(t.router())
                            && t.changed().isAfter(chaos.launched(t.router())));
            hosted.put(person.name(), listed && person.terminators() > 0);
            int silent = person.closeSilent();
            if (silent > 0) {
                timeline.note(person.name() + " hung up on " + silent + " callers who had gone silent");
            }
        }
        Map<String, Duration> waiting = recovery.seen(System.nanoTime(), view.healthyRouters(), hosted);
        late.retainAll(waiting.keySet());
        waiting.forEach((person, gap) -> {
            // One fault for each gap, not for each look at it.
            if (gap.compareTo(BACK) > 0 && late.add(person)) {
                timeline.fault(person + " is not hosting " + gap.toMillis() / 1e3 + " s after the network could: "
                        + view.healthyRouters() + " are well, but the list has " + view.terminators());
            }
        });
    }
}
