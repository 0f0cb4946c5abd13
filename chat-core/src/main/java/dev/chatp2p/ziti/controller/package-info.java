/** The controller's REST interface (Edge Client API): log-in, services, service sessions, terminators. */
@NullMarked
package dev.chatp2p.ziti.controller;

import org.jspecify.annotations.NullMarked;
