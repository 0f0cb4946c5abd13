package dev.chatp2p.core.directory;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Keeps the last good copy of each shared directory, for starts without its server. Thread-safe; methods block. */
public interface DirectoryCache {

    /**
     * A copy.
     *
     * @param json the document
     * @param asOf when it was read
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(byte[] json, Instant asOf) {}

    Optional<Kept> load(String address);

    /** Failures are logged: it is only a copy. */
    void save(String address, byte[] json);

    /** Keeps copies of no other directories. */
    void keepOnly(Collection<String> addresses);

    /** Keeps nothing. */
    static DirectoryCache none() {
        return new DirectoryCache() {
            @Override
            public Optional<Kept> load(String address) {
                return Optional.empty();
            }

            @Override
            public void save(String address, byte[] json) {}

            @Override
            public void keepOnly(Collection<String> addresses) {}
        };
    }
}
