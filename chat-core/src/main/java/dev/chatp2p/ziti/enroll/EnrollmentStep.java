package dev.chatp2p.ziti.enroll;

/** What enrolling goes through, in this order. */
public enum EnrollmentStep {
    /** The key is made and is on disk. */
    MAKING_KEY,
    /** The controller is asked for a certificate. */
    REQUESTING_CERTIFICATE,
    /** The identity file is written. */
    SAVING
}
