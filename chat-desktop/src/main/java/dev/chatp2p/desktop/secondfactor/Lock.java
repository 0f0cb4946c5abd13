package dev.chatp2p.desktop.secondfactor;

/** What the lock beside our own name shows. */
public enum Lock {
    /** This network knows no second factor: there is no lock. */
    ABSENT,
    /** The network has not told. */
    UNKNOWN,
    /** There is no second factor. */
    OPEN,
    /** Log-ins ask for a code. */
    CLOSED,
    /** The network asks for a code now. */
    ASKED
}
