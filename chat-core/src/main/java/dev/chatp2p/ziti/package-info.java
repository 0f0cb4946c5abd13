/**
 * A pure-Java OpenZiti edge client. It knows nothing of chat. This package holds only what all its parts share: the ways in
 * which things fail. Start reading at {@code dev.chatp2p.ziti.client.ZitiClient}.
 */
@NullMarked
package dev.chatp2p.ziti;

import org.jspecify.annotations.NullMarked;
