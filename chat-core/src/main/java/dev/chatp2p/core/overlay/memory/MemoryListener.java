package dev.chatp2p.core.overlay.memory;

import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A name being hosted by a session, or waiting until another session gives the name back. */
final class MemoryListener implements Listener {

    /** Links nobody has accepted yet; further dials are refused. */
    static final int MAX_BACKLOG = 256;

    private final MemorySession session;
    private final String service;
    private final PeerId name;
    private final int maxTerminators;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by the lock. */
    private final Deque<MemoryLink> backlog = new ArrayDeque<>();

    /** Guarded by the lock. */
    private boolean closed;

    /** Written by the network when the name is ours, empty while it is not. */
    private volatile List<String> routers = List.of();

    /** Written by the network: somebody else has the name. */
    private volatile boolean waiting;

    MemoryListener(MemorySession session, String service, PeerId name, int maxTerminators) {
        this.session = session;
        this.service = service;
        this.name = name;
        this.maxTerminators = maxTerminators;
    }

    MemorySession session() {
        return session;
    }

    String service() {
        return service;
    }

    PeerId name() {
        return name;
    }

    List<String> routers() {
        return routers;
    }

    /** Whether it may be given its name: it was not closed meanwhile and its session is on the network. */
    boolean isHostable() {
        return session.isPluggedIn() && session.listeners().contains(this);
    }

    void bound(List<String> all) {
        routers = List.copyOf(all.subList(0, Math.min(all.size(), maxTerminators)));
        waiting = false;
    }

    void unbound() {
        routers = List.of();
        waiting = false;
    }

    void mustWait() {
        waiting = true;
    }

    /** Whether the network was asked for the name and has given it to somebody else. */
    boolean isWaiting() {
        return waiting;
    }

    /** Hands in a link; false if the listener is closed or too many are waiting. */
    boolean offer(MemoryLink link) {
        lock.lock();
        try {
            if (closed || backlog.size() >= MAX_BACKLOG) {
                return false;
            }
            backlog.add(link);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Link accept() throws LinkException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (backlog.isEmpty()) {
                if (closed) {
                    throw new LinkException(Reason.CLOSED, "Hosting has ended.");
                }
                changed.await();
            }
            return backlog.remove();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int terminators() {
        return routers.size();
    }

    @Override
    public void close() {
        List<MemoryLink> unaccepted;
        lock.lock();
        try {
            closed = true;
            unaccepted = List.copyOf(backlog);
            backlog.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        unaccepted.forEach(MemoryLink::close);
        session.unhost(this);
    }
}
