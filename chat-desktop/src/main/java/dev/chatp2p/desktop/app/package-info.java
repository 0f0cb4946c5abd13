/** Start and end of the program: command line, Guice modules, lifecycle. */
@NullMarked
package dev.chatp2p.desktop.app;

import org.jspecify.annotations.NullMarked;
