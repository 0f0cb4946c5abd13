/** The right pane: one conversation with its call, its messages and the composer. */
@NullMarked
package dev.chatp2p.desktop.conversation;

import org.jspecify.annotations.NullMarked;
