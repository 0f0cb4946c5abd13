package dev.chatp2p.setup.soak;

import dev.chatp2p.setup.lab.LabException;
import dev.chatp2p.setup.lab.LabNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Kills, freezes, thaws and restarts the processes of a network, one after the other. What is done to which and how long after
 * the last follows from the seed alone.
 */
final class Chaos {
    private static final int SHORTEST_PAUSE_MILLIS = 500;
    private static final int LONGEST_PAUSE_MILLIS = 5_000;
    /** So many disturbances, then all are brought back and left alone for a while. */
    private static final int STEPS_BETWEEN_CALMS = 9;

    private static final Duration CALM = Duration.ofSeconds(12);
    /** How often something is brought back instead of broken. */
    private static final double BACK = 0.45;

    /** How often all routers are killed at once. */
    private static final double ALL_ROUTERS = 0.12;

    private enum State {
        UP,
        DEAD,
        FROZEN
    }

    private final LabNetwork network;
    private final Timeline timeline;
    private final Calm calm;
    private final Random random;
    private final List<String> processes;
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final Map<String, Instant> launched = new ConcurrentHashMap<>();

    Chaos(LabNetwork network, long seed, Timeline timeline, Calm calm) {
        this.network = network;
        this.timeline = timeline;
        this.calm = calm;
        // java.util.Random: the same numbers on every JDK.
        this.random = new Random(seed);
        this.processes = new ArrayList<>(network.routers());
        this.processes.addAll(network.controllers());
        processes.forEach(name -> states.put(name, State.UP));
    }

    /** Since when that process runs, for telling what its predecessor has left behind. */
    Instant launched(String process) {
        return launched.getOrDefault(process, Instant.MIN);
    }

    /** Goes on until the latch is down; may leave things broken. */
    void run(CountDownLatch end) throws LabException, InterruptedException {
        int step = 0;
        while (!end.await(pause(), TimeUnit.MILLISECONDS)) {
            step++;
            if (step % STEPS_BETWEEN_CALMS == 0) {
                timeline.note("calm");
                for (String name : processes) {
                    bringBack(name);
                }
                calm.begins(System.nanoTime());
                if (end.await(CALM.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } else {
                disturb();
            }
        }
    }

    private int pause() {
        return random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
    }

    private void disturb() throws LabException, InterruptedException {
        calm.ends();
        boolean back = random.nextDouble() < BACK;
        boolean allRouters = random.nextDouble() < ALL_ROUTERS;
        List<String> candidates = processes.stream()
                .filter(name -> (states.get(name) == State.UP) != back)
                .toList();
        boolean kill = random.nextBoolean();
        int which = random.nextInt(processes.size());
        if (allRouters) {
            network.routers().forEach(this::kill);
            return;
        }
        if (candidates.isEmpty()) {
            return;
        }
        String name = candidates.get(which % candidates.size());
        if (back) {
            bringBack(name);
        } else if (kill) {
            kill(name);
        } else {
            timeline.note("freeze " + name);
            network.freeze(name);
            states.put(name, State.FROZEN);
        }
    }

    private void kill(String name) {
        timeline.note("kill " + name);
        network.kill(name);
        states.put(name, State.DEAD);
    }

    private void bringBack(String name) throws LabException, InterruptedException {
        switch (states.getOrDefault(name, State.UP)) {
            case DEAD -> {
                timeline.note("start " + name);
                launched.put(name, Instant.now());
                network.launch(name);
            }
            case FROZEN -> {
                timeline.note("thaw " + name);
                network.thaw(name);
            }
            case UP -> {
                return;
            }
        }
        states.put(name, State.UP);
    }
}
