package dev.chatp2p.desktop.common;

import java.nio.file.Path;
import java.util.Optional;

/** Lets a person point at a file. */
@FunctionalInterface
public interface FilePicker {

    /** Asks for an identity file; empty if the person changed their mind. FX thread. */
    Optional<Path> pickIdentity();
}
