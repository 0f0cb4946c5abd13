package dev.chatp2p.ziti.crypto;

/**
 * The two keys of one circuit.
 *
 * @param receive decrypts what comes, 32 bytes
 * @param send encrypts what goes, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // key material handed from the exchange to the streams; never compared
public record SessionKeys(byte[] receive, byte[] send) {

    @Override
    public String toString() {
        return "SessionKeys[hidden]";
    }
}
