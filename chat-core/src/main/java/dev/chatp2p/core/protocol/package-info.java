/** What runs inside a link: lines of UTF-8 text, the language every peer speaks, and the frames of {@code chat/1}. */
@NullMarked
package dev.chatp2p.core.protocol;

import org.jspecify.annotations.NullMarked;
