/** What a network should hold for the chat, what it lacks, and making it so. */
@NullMarked
package dev.chatp2p.setup.plan;

import org.jspecify.annotations.NullMarked;
