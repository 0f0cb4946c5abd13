/** Circuits over a router channel: dialing, hosting, and the encrypted byte stream between two identities. */
@NullMarked
package dev.chatp2p.ziti.circuit;

import org.jspecify.annotations.NullMarked;
