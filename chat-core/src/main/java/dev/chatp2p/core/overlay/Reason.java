package dev.chatp2p.core.overlay;

/** Why something on the network did not work. Stable names: scripts see them in JSON output. */
public enum Reason {
    /** The identity file is missing, unreadable, or not an identity. */
    BAD_IDENTITY,
    /** The key lies in hardware ({@code pkcs11:} and the like), which is not supported. */
    HARDWARE_KEY,
    /** The identity's certificate is past its end. */
    CERTIFICATE_EXPIRED,
    /** This computer's clock and the network's are too far apart for certificates to be valid. */
    CLOCK_OFF,
    /** The controller's or a router's certificate does not fit the identity's CA bundle or the address. */
    UNTRUSTED,
    /** No controller answers. */
    CONTROLLER_UNREACHABLE,
    /** The controller refused the log-in: identity disabled, deleted, or of another network. */
    LOGIN_REFUSED,
    /** A second factor is asked for. */
    MFA_REQUIRED,
    /** The service does not exist, or this identity has no right to see it. */
    SERVICE_MISSING,
    /** The service is there, but this identity may not dial it (or may not host it). */
    NOT_ALLOWED,
    /** The right is there, but the network checks the computer too (posture), and this one does not pass. */
    POSTURE,
    /** No edge router is online for this service, or none could be reached. */
    NO_ROUTER,
    /** Another identity holds the terminator name. */
    NAME_IN_USE,
    /** Nobody hosts the service under that name. */
    PEER_OFFLINE,
    /** The other side refused the link. */
    REJECTED,
    /** No answer in time. */
    TIMEOUT,
    /** Encryption was required but could not be set up, or a message failed its authentication. */
    ENCRYPTION,
    /** The other side, or the network, broke the protocol or a size limit. */
    PROTOCOL,
    /** A link was there and the network lost it. */
    LOST,
    /** We, or the other side in good order, closed it. */
    CLOSED,
    /** Given up on request. */
    CANCELLED,
    /** What should be kept on this computer could not be. */
    STORAGE
}
