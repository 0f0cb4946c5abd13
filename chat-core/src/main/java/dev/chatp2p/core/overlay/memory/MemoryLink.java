package dev.chatp2p.core.overlay.memory;

import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import java.util.Objects;
import java.util.Optional;

/** One end of a link between two sessions. */
final class MemoryLink implements Link {

    private final MemorySession owner;
    private final PeerId peer;
    private final boolean peerVouched;
    private final byte[] appData;
    private final byte[] channelBinding;
    private final Pipe in;
    private final Pipe out;

    MemoryLink(
            MemorySession owner,
            PeerId peer,
            boolean peerVouched,
            byte[] appData,
            byte[] channelBinding,
            Pipe in,
            Pipe out) {
        this.owner = owner;
        this.peer = peer;
        this.peerVouched = peerVouched;
        this.appData = appData;
        this.channelBinding = channelBinding;
        this.in = in;
        this.out = out;
    }

    @Override
    public PeerId peer() {
        return peer;
    }

    @Override
    public boolean peerVouched() {
        return peerVouched;
    }

    @Override
    public byte[] appData() {
        return appData.clone();
    }

    @Override
    public Optional<byte[]> channelBinding() {
        return Optional.of(channelBinding.clone());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws LinkException, InterruptedException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        return in.read(buffer, offset, length);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws LinkException, InterruptedException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        out.write(buffer, offset, length);
    }

    @Override
    public void closeOutput() {
        out.finish();
    }

    @Override
    public void close() {
        out.finish();
        in.abandon();
        owner.forget(this);
    }

    /** The network loses it, for both ends. */
    void lose() {
        out.lose();
        in.lose();
    }
}
