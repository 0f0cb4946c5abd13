/** The page of the settings, in place of the conversation. */
@NullMarked
package dev.chatp2p.desktop.settings;

import org.jspecify.annotations.NullMarked;
