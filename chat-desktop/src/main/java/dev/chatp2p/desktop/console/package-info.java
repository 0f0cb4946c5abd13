/** The terminal client: the commands of the Go example over the services the window uses too. */
@NullMarked
package dev.chatp2p.desktop.console;

import org.jspecify.annotations.NullMarked;
