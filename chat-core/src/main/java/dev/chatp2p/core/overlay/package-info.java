/**
 * The port to the network: what chat needs of an overlay and nothing more. Adapters live in sub-packages; every adapter
 * passes the same contract test ({@code OverlayContract} in the test sources).
 */
@NullMarked
package dev.chatp2p.core.overlay;

import org.jspecify.annotations.NullMarked;
