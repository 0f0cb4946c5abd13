package dev.chatp2p.ziti.controller;

/**
 * One thing the network wants to know about this computer before it permits a service.
 *
 * @param id of the posture check; an answer names it
 * @param passing whether what the network knows satisfies it
 * @param process path of the program it asks about, as the network wrote it; empty for other kinds
 */
public record PostureQuery(String id, Kind kind, boolean passing, String process) {

    /** What is asked about. */
    public enum Kind {
        /** The operating system and its version. */
        OS,
        /** The Windows domain. */
        DOMAIN,
        /** The hardware addresses of the network cards. */
        MAC,
        /** A running program. */
        PROCESS,
        /** One or all of several running programs. */
        PROCESS_MULTI,
        /** A second factor, given for this log-in. */
        MFA,
        /** Something this version does not know. */
        UNKNOWN
    }
}
