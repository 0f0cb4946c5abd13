package dev.chatp2p.ziti;

/** The kinds of failure a Ziti edge client meets; the rest of the program decides by these, people read the sentence. */
public enum ZitiFailure {
    /** The identity file is missing, unreadable, or not an identity. */
    BAD_IDENTITY,
    /** What should be an invitation is not one. */
    BAD_INVITATION,
    /** The invitation is past its end. */
    INVITATION_EXPIRED,
    /** The invitation was used, taken back, or never known to that controller. */
    INVITATION_USED,
    /** The way this invitation enrols is not supported, or not with what was given along. */
    METHOD_NOT_SUPPORTED,
    /** A file could not be written. */
    STORAGE,
    /** The key is kept in hardware, which is not supported. */
    HARDWARE_KEY,
    /** The identity's certificate is past its end. */
    CERTIFICATE_EXPIRED,
    /** Certificates are not valid yet or no longer, while ours is: this computer's clock is probably off. */
    CLOCK_OFF,
    /** A server certificate does not fit the identity's CA bundle or the address. */
    UNTRUSTED,
    /** No controller answers, or it answers with 5xx. */
    CONTROLLER_UNREACHABLE,
    /** The controller refused the log-in (401 INVALID_AUTH). */
    LOGIN_REFUSED,
    /** The API session is gone (401 on any other call): log in again. */
    SESSION_EXPIRED,
    /** A second factor is asked for. */
    MFA_REQUIRED,
    /** The thing asked for does not exist or may not be seen (404). */
    NOT_FOUND,
    /** The service is there but the permission is missing. */
    NOT_ALLOWED,
    /** The permission is there but a posture check of the network fails for this computer. */
    POSTURE,
    /** The service session token is not (or no longer) accepted by a router. */
    INVALID_SESSION,
    /** No edge router is online for the service, or none could be reached. */
    NO_ROUTER,
    /** Another identity holds the terminator name. */
    NAME_IN_USE,
    /** The service has no terminator under that name. */
    NO_TERMINATOR,
    /** The hosting side refused the dial. */
    REJECTED,
    /** No answer in time. */
    TIMEOUT,
    /** Encryption is required but a key is missing, or a message failed its authentication. */
    ENCRYPTION,
    /** The other side broke the protocol or a size limit. */
    PROTOCOL,
    /** The router channel or the circuit was lost. */
    LOST,
    /** Closed in good order, by us or by the other side. */
    CLOSED
}
