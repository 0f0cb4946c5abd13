package dev.chatp2p.core.overlay.ziti;

import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.circuit.EdgeConnection;
import java.util.Optional;

/** A circuit as a link. */
record ZitiLink(PeerId peer, EdgeConnection connection) implements Link {

    @Override
    public boolean peerVouched() {
        return connection.peerVouched();
    }

    @Override
    public byte[] appData() {
        return connection.appData();
    }

    @Override
    public Optional<byte[]> channelBinding() {
        return connection.channelBinding();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws LinkException, InterruptedException {
        try {
            return connection.read(buffer, offset, length);
        } catch (ZitiException e) {
            throw Reasons.linkException(e);
        }
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws LinkException, InterruptedException {
        try {
            connection.write(buffer, offset, length);
        } catch (ZitiException e) {
            throw Reasons.linkException(e);
        }
    }

    @Override
    public void closeOutput() throws InterruptedException {
        connection.closeWrite();
    }

    @Override
    public void close() {
        connection.close();
    }
}
