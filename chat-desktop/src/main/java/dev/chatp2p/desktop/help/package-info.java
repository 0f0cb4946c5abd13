/** The keys, told above everything else. */
@NullMarked
package dev.chatp2p.desktop.help;

import org.jspecify.annotations.NullMarked;
