package dev.chatp2p.setup.lab;

/** How an identity enrols, and so the kind of private key it has. */
public enum LabKey {
    /** By our own code: P-256. */
    EC,
    /** By {@code ziti edge enroll}: P-384 in the SEC1 form. */
    GO_EC,
    /** By {@code ziti edge enroll}: RSA-4096 in the PKCS#1 form, which is what it makes unless told otherwise; takes a second or two. */
    RSA
}
