/** The bar that shows incoming calls, whatever conversation is open. */
@NullMarked
package dev.chatp2p.desktop.call;

import org.jspecify.annotations.NullMarked;
