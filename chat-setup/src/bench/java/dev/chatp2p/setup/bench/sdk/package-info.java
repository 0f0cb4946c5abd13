/** The official JVM SDK under measurement; compiled and on a class path with the profile {@code bench} only. */
@NullMarked
package dev.chatp2p.setup.bench.sdk;

import org.jspecify.annotations.NullMarked;
