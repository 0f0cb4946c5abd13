package dev.chatp2p.setup.lab;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything a network has started, so that it ends with the network, and at the latest with this JVM.
 *
 * <p>Safe for use by several threads.
 */
final class RunningProcesses implements AutoCloseable {
    private final Set<Subprocess> processes = ConcurrentHashMap.newKeySet();
    private final Thread atExit;
    private volatile boolean closed;

    RunningProcesses() {
        atExit = Thread.ofPlatform().name("lab-exit").unstarted(this::stopAll);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    Subprocess add(Subprocess process) throws LabException {
        processes.add(process);
        var _ = process.onExit().thenRun(() -> processes.remove(process));
        if (closed) {
            process.close();
            throw new LabException("The network is closed, so " + process.name() + " was stopped again.");
        }
        return process;
    }

    List<ProcessHandle> handles() {
        return processes.stream().map(Subprocess::handle).toList();
    }

    private void stopAll() {
        closed = true;
        List<Subprocess> stopping = List.copyOf(processes);
        stopping.forEach(Subprocess::requestStop);
        stopping.forEach(Subprocess::close);
    }

    @Override
    public void close() {
        stopAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook runs anyway, and finds nothing left to stop.
        }
    }
}
