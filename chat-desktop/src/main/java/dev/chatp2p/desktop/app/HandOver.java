package dev.chatp2p.desktop.app;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a second start of the program hands over to the first: to come to the front, and what was on its command line.
 *
 * @param file an invitation or an identity file to open; absolute
 */
record HandOver(Optional<Path> file) {}
