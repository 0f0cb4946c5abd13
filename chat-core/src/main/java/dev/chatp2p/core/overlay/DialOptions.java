package dev.chatp2p.core.overlay;

import java.time.Duration;

/**
 * Whom to dial and how.
 *
 * @param peer the terminator name to reach
 * @param connectTimeout how long the whole attempt may take
 * @param appData bytes the callee sees with the incoming link, at most {@value #MAX_APP_DATA} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out; never compared
public record DialOptions(PeerId peer, Duration connectTimeout, byte[] appData) {

    /** More than a greeting needs, little enough for one channel message. */
    public static final int MAX_APP_DATA = 4096;

    public DialOptions {
        appData = appData.clone();
        if (appData.length > MAX_APP_DATA) {
            throw new IllegalArgumentException("app data is limited to " + MAX_APP_DATA + " bytes");
        }
    }

    @Override
    public byte[] appData() {
        return appData.clone();
    }

    /** One minute, as the Go example does. */
    public static DialOptions to(PeerId peer, byte[] appData) {
        return new DialOptions(peer, Duration.ofMinutes(1), appData);
    }
}
