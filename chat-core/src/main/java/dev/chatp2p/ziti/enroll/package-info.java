/** From an invitation to an identity file: the token, whether it is genuine, and the exchange for a certificate. */
@NullMarked
package dev.chatp2p.ziti.enroll;

import org.jspecify.annotations.NullMarked;
