/** Text that comes from others, made safe to show; which way it is written. */
@NullMarked
package dev.chatp2p.core.text;

import org.jspecify.annotations.NullMarked;
