package dev.chatp2p.setup.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** A client that tells when it is hosted. */
interface HostingClient extends EchoClient {

    /**
     * Reads the identity file anew, logs in and hosts with it, and closes that again.
     *
     * @return from the file until hosted on that many routers
     */
    Duration timeToHosting(int routers) throws IOException, InterruptedException;

    /**
     * Waits until a router that was killed is replaced by another.
     *
     * @param routers how many it was hosted on before, and should be again
     * @return from the kill until BindSuccess on the other router
     */
    Duration timeToReplacement(int routers, Instant killed) throws IOException, InterruptedException;
}
