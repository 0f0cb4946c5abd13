/** End-to-end encryption of a circuit: key exchange and secret stream, byte-compatible with libsodium. */
@NullMarked
package dev.chatp2p.ziti.crypto;

import org.jspecify.annotations.NullMarked;
