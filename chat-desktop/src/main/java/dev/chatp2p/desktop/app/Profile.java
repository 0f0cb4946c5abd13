package dev.chatp2p.desktop.app;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * One of several people, or roles, at one computer: an identity that is used next time, what is kept of its conversations, and a
 * running program of its own. The folders need not exist.
 *
 * @param name see {@link #isName}
 * @param config which identity is used, and the identities that were made here
 * @param data what is kept; only its owner may use it
 * @param logs the log of its window
 */
record Profile(String name, Path config, Path data, Path logs) {

    /** The one that is meant when none is named. */
    static final String DEFAULT = "default";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Names that Windows keeps for devices, with whatever ending. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    /**
     * Whether a profile can be called that: 1 to 64 letters of a to z, digits, {@code . _ -}; neither beginning nor ending with a
     * dot, and no name that Windows keeps for devices. So it is the name of a folder everywhere.
     */
    static boolean isName(String name) {
        return NAME.matcher(name).matches()
                && !name.startsWith(".")
                && !name.endsWith(".")
                && !DEVICE.matcher(name).matches();
    }

    /** Which identity is used when none is named. */
    RememberedIdentity identity() {
        return new RememberedIdentity(config);
    }

    /** Where what an identity keeps is: each has its own, so that changing it mixes nothing. */
    Path kept(String identityKey) {
        return data.resolve("identities").resolve(identityKey);
    }
}
