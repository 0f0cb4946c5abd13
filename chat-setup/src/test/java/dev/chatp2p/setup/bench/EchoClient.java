package dev.chatp2p.setup.bench;

import java.io.IOException;
import java.util.function.Consumer;

/** A Java client under measurement, of one identity. */
public interface EchoClient extends AutoCloseable {

    /**
     * Hosts the service; returns when it is hosted on that many routers.
     *
     * @param each gets every incoming link, on a thread of its own
     */
    void host(int routers, Consumer<EchoLink> each) throws IOException, InterruptedException;

    /** Dials and waits until the link is usable. */
    EchoLink dial(String target) throws IOException, InterruptedException;

    @Override
    void close();
}
