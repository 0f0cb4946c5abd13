package dev.chatp2p.core.overlay.ziti;

import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.circuit.EdgeConnection;
import dev.chatp2p.ziti.client.ZitiListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Ziti listener as the port's. */
record ZitiHosting(ZitiListener listener) implements Listener {

    private static final Logger log = LoggerFactory.getLogger(ZitiHosting.class);

    @Override
    public Link accept() throws LinkException, InterruptedException {
        try {
            while (true) {
                EdgeConnection next = listener.accept();
                if (PeerId.isValid(next.peerName())) {
                    return new ZitiLink(new PeerId(next.peerName()), next);
                }
                // A stranger can cause it as often as he likes.
                log.debug("a caller without a usable name was turned away");
                next.close();
            }
        } catch (ZitiException e) {
            throw Reasons.linkException(e);
        }
    }

    @Override
    public int terminators() {
        return listener.state().bound();
    }

    @Override
    public void close() {
        listener.close();
    }
}
