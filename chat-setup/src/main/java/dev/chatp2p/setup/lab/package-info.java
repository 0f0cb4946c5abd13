/** A real OpenZiti network on loopback, for tests and for trying out. */
@NullMarked
package dev.chatp2p.setup.lab;

import org.jspecify.annotations.NullMarked;
