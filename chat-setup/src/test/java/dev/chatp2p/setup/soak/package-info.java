/** Talks that go on while routers and controllers of a real network die, freeze and come back. */
@NullMarked
package dev.chatp2p.setup.soak;

import org.jspecify.annotations.NullMarked;
