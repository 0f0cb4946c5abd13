/** The left pane: who is there and what was said last. */
@NullMarked
package dev.chatp2p.desktop.contacts;

import org.jspecify.annotations.NullMarked;
