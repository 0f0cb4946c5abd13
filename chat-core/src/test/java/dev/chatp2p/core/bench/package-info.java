/** What the benchmarks have in common. */
@NullMarked
package dev.chatp2p.core.bench;

import org.jspecify.annotations.NullMarked;
