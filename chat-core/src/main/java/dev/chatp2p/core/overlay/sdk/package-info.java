/**
 * The overlay port on OpenZiti, through the official JVM SDK ({@code org.openziti:ziti}). Its classes are no part of the
 * program: whoever wants it puts them on the class path ({@code docs/sdk.md}).
 */
@NullMarked
package dev.chatp2p.core.overlay.sdk;

import org.jspecify.annotations.NullMarked;
