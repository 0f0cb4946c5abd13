package dev.chatp2p.setup;

/** The kinds of failure while a network is set up; programs decide by these, people read the sentence. */
public enum SetupFailure {
    /** Something a person typed cannot be used: an address, a name, a file. */
    BAD_INPUT,
    /** No controller answers there, it broke off, or it answers 5xx. */
    UNREACHABLE,
    /** What answers is no Ziti controller, or speaks a version we cannot. */
    NOT_A_CONTROLLER,
    /** The controller's certificate authority is not known yet, or is another than the one remembered. */
    UNTRUSTED,
    /** Wrong name, password or certificate. */
    LOGIN_REFUSED,
    /** Too many wrong log-ins: the controller lets nobody try for a while. */
    LOCKED_OUT,
    /** A second factor is needed and was not given, or was wrong. */
    MFA_REQUIRED,
    /** The log-in ran out or was ended in the middle, and could not be renewed. */
    SESSION_EXPIRED,
    /** Logged in, but not as somebody who may do this. */
    NOT_ALLOWED,
    /** An entity of that name exists and is not ours to change. */
    NAME_TAKEN,
    /** The entity is not there, or not there any more. */
    NOT_FOUND,
    /** The controller refused the values it was sent. */
    REFUSED,
    /** A file could not be written or read. */
    STORAGE,
    /** A person cancelled; what was done until then stays. */
    CANCELLED,
    /** Somebody else changed something after the plan was made; what was done until then stays. */
    CHANGED_MEANWHILE
}
