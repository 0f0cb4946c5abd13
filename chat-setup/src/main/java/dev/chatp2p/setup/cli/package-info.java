/** Setting up on the command line: {@code chat setup}, {@code chat enroll}, {@code chat lab}. Touches no JavaFX. */
@NullMarked
package dev.chatp2p.setup.cli;

import org.jspecify.annotations.NullMarked;
