package dev.chatp2p.setup.lab;

/** The kind of private key an identity enrols with. */
public enum LabKey {
    /** P-384 in the SEC1 form; made in milliseconds. */
    EC,
    /** RSA-4096 in the PKCS#1 form, which {@code ziti edge enroll} makes unless told otherwise; takes a second or two. */
    RSA
}
