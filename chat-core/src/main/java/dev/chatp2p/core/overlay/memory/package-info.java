/** A network inside this process, for the demo and for tests. It behaves as the real one does, without its delays. */
@NullMarked
package dev.chatp2p.core.overlay.memory;

import org.jspecify.annotations.NullMarked;
