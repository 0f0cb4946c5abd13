/** The heart of the chat: {@link dev.chatp2p.core.ChatClient} puts the services of one identity together. */
@NullMarked
package dev.chatp2p.core;

import org.jspecify.annotations.NullMarked;
