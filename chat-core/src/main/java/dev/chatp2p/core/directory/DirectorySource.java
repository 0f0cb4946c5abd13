package dev.chatp2p.core.directory;

import java.time.Duration;
import java.util.Optional;

/** One shared directory that can be read again and again, by one thread at a time. */
interface DirectorySource {

    /**
     * What was read.
     *
     * @param json the document itself
     * @param document what it says
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Copy(byte[] json, DirectoryDocument document) {}

    /** Reads it; empty if it is still as it was read before. Blocks; an interrupt ends it. */
    Optional<Copy> read() throws DirectoryException, InterruptedException;

    /** How long to wait before reading it again. */
    Duration pause();
}
