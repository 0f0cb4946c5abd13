/** What is being said: calls, messages and the service that owns their state. */
@NullMarked
package dev.chatp2p.core.conversation;

import org.jspecify.annotations.NullMarked;
