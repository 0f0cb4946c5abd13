/** The wizard that leads to an identity: by invitation, by identity file, or by setting up a network. */
@NullMarked
package dev.chatp2p.setup.wizard;

import org.jspecify.annotations.NullMarked;
