/** Measures of the window: how long it is busy with many messages. */
@NullMarked
package dev.chatp2p.desktop.bench;

import org.jspecify.annotations.NullMarked;
