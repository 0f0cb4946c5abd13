/** The second factor: the question for its code at log-in, the lock that tells how it stands, and the page to set it up. */
@NullMarked
package dev.chatp2p.desktop.secondfactor;

import org.jspecify.annotations.NullMarked;
