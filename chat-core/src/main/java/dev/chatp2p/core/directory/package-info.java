/**
 * Shared directories: lists of people with their names and titles, from a file or an https address. They come from others and
 * are only for display: what is dialed is the identity, who is online is what the network says.
 */
@NullMarked
package dev.chatp2p.core.directory;

import org.jspecify.annotations.NullMarked;
