package dev.chatp2p.ziti.controller;

/** Where an identity's second factor stands. */
public enum SecondFactorState {
    NONE,
    /** Set up, but never proven by a code: log-ins do not ask for one. */
    UNVERIFIED,
    /** Log-ins ask for a code. */
    ACTIVE
}
