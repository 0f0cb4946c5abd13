package dev.chatp2p.setup.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** A Java client under measurement, of one identity. */
public interface EchoClient extends AutoCloseable {

    /** The client's name in the results. */
    String name();

    /**
     * Hosts the service; returns when it is hosted on that many routers.
     *
     * @param each gets every incoming link, on a virtual thread of its own
     */
    void host(int routers, Consumer<EchoLink> each) throws IOException, InterruptedException;

    /** Dials and waits until the link is usable. */
    EchoLink dial(String target) throws IOException, InterruptedException;

    /**
     * Reads the identity file anew, logs in and hosts with it, and closes that again.
     *
     * @return from the file until hosted on that many routers
     */
    Duration timeToHosting(int routers) throws IOException, InterruptedException;

    @Override
    void close();
}
