package dev.chatp2p.core;

import java.nio.file.Path;

/**
 * Something the person should know about what is kept of conversations.
 *
 * @param kind what it is about
 * @param file which file
 * @param sentence the same as a sentence for a person: what happened, and what to do
 */
public record StoreNotice(Kind kind, Path file, String sentence) {

    /** What it is about. */
    public enum Kind {
        /** The history was damaged; it is now in that file, and a new one has begun. */
        DAMAGED,
        /** That file cannot be written: what is said now is forgotten when the program ends. */
        NOT_KEPT
    }
}
