package dev.chatp2p.setup.bench;

import java.io.IOException;

/** An open link of a client under measurement. One thread may read while another writes. */
public interface EchoLink extends AutoCloseable {

    /** Writes all of it, waiting while the network does not keep up. */
    void write(byte[] buffer, int offset, int length) throws IOException, InterruptedException;

    /** Reads at least one byte, waiting for it; -1 at the end. */
    int read(byte[] buffer, int offset, int length) throws IOException, InterruptedException;

    @Override
    void close();

    /** Reads exactly that many bytes. */
    default void readFully(byte[] buffer, int length) throws IOException, InterruptedException {
        int at = 0;
        while (at < length) {
            int n = read(buffer, at, length - at);
            if (n < 0) {
                throw new IOException("the echo ended after " + at + " of " + length + " bytes");
            }
            at += n;
        }
    }
}
