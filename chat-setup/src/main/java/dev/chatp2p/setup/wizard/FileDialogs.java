package dev.chatp2p.setup.wizard;

import java.nio.file.Path;
import java.util.Optional;

/** Lets a person point at files and folders; empty if they changed their mind. FX thread only. */
public interface FileDialogs {

    /** A file to read. */
    Optional<Path> open(FileKind kind);

    /**
     * A file to write; the dialog has asked about overwriting.
     *
     * @param name what to propose as the name
     */
    Optional<Path> save(FileKind kind, String name);

    /** A folder to write into. */
    Optional<Path> folder();
}
