/** Controls that the wizard and the chat window share. */
@NullMarked
package dev.chatp2p.setup.controls;

import org.jspecify.annotations.NullMarked;
