/** Who we are to a Ziti network: the identity file, its key and certificates, and TLS made from them. */
@NullMarked
package dev.chatp2p.ziti.identity;

import org.jspecify.annotations.NullMarked;
