/** Makes installers with jlink and jpackage. Part of the build, not of the program. */
@NullMarked
package dev.chatp2p.packaging;

import org.jspecify.annotations.NullMarked;
