/** What every part of the window shares: the bridge to the FX thread, texts, theme, navigation, small controls. */
@NullMarked
package dev.chatp2p.desktop.common;

import org.jspecify.annotations.NullMarked;
