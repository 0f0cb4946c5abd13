/** Who is there: identities, their presence, and the directory that watches it. */
@NullMarked
package dev.chatp2p.core.peer;

import org.jspecify.annotations.NullMarked;
