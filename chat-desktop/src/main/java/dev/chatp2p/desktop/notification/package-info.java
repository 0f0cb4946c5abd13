/** What is told when nobody looks: notifications, sounds, the taskbar. Never takes the keyboard focus by itself. */
@NullMarked
package dev.chatp2p.desktop.notification;

import org.jspecify.annotations.NullMarked;
