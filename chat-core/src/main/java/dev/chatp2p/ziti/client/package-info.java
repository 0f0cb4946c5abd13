/** The edge client as one piece: log-in, sessions, routers, hosting and dialing. */
@NullMarked
package dev.chatp2p.ziti.client;

import org.jspecify.annotations.NullMarked;
