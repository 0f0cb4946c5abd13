/** What a person can set, and where it is kept. */
@NullMarked
package dev.chatp2p.core.settings;

import org.jspecify.annotations.NullMarked;
