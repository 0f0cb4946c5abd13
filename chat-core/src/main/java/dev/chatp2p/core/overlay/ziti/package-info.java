/** The overlay port on OpenZiti, through our own edge client. */
@NullMarked
package dev.chatp2p.core.overlay.ziti;

import org.jspecify.annotations.NullMarked;
