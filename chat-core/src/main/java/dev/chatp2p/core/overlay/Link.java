package dev.chatp2p.core.overlay;

import java.util.Optional;

/**
 * An ordered stream of bytes in each direction between two identities. Boundaries of writes are not kept.
 *
 * <p>One thread may read while another writes; concurrent readers or concurrent writers are serialised, their order is
 * undefined. {@link #close} may be called from any thread and wakes both.
 */
public interface Link extends AutoCloseable {

    /** The other side: for a link we dialed the name dialed, for an incoming one the name the caller gave. */
    PeerId peer();

    /**
     * Whether the network itself vouches for {@link #peer()}; false = the name is only claimed by the other side. So it is on
     * links we dialed, too, wherever hosts choose the names they are reached by.
     */
    boolean peerVouched();

    /** What the dialer sent along with the dial; at both ends the same, at most {@link DialOptions#MAX_APP_DATA} bytes. */
    byte[] appData();

    /**
     * Bytes that are the same at both ends and different for every link (a hash over both public keys), to tie a proof of
     * identity to this link; empty where the adapter has none.
     */
    Optional<byte[]> channelBinding();

    /**
     * Reads at least one byte, waiting for it if need be.
     *
     * @return the number of bytes read, or -1 when the other side has ended its direction or closed the link
     * @throws LinkException with {@link Reason#CLOSED} if we closed the link, {@link Reason#LOST} if the network lost it,
     *     {@link Reason#PROTOCOL} if what came cannot be trusted
     * @throws InterruptedException if the thread was interrupted; nothing was read and the link stays open
     */
    int read(byte[] buffer, int offset, int length) throws LinkException, InterruptedException;

    /**
     * Writes all bytes; waits while the other side does not keep up.
     *
     * @throws LinkException with {@link Reason#CLOSED} after {@link #close} or {@link #closeOutput} or when the other side
     *     closed the link, {@link Reason#LOST} if the network lost it
     * @throws InterruptedException if the thread was interrupted; some of the bytes may have been written, close the link
     */
    void write(byte[] buffer, int offset, int length) throws LinkException, InterruptedException;

    /** Half close: tells the other side that nothing more will come; reading goes on. Idempotent. */
    void closeOutput() throws LinkException, InterruptedException;

    /** Closes both directions; bytes already written still arrive. Never blocks for long, never throws. Idempotent. */
    @Override
    void close();
}
