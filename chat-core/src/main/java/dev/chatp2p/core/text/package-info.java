/** Text that comes from others, made safe to show. */
@NullMarked
package dev.chatp2p.core.text;

import org.jspecify.annotations.NullMarked;
