/** One TLS connection to an edge router: frames, request and reply, keep-alive. */
@NullMarked
package dev.chatp2p.ziti.router;

import org.jspecify.annotations.NullMarked;
