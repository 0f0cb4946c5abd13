/** The benchmark of {@code docs/performance.md}: our edge client beside the Go SDK and the JVM SDK, on one lab network. */
@NullMarked
package dev.chatp2p.setup.bench;

import org.jspecify.annotations.NullMarked;
