package dev.chatp2p.core.directory;

/**
 * Why a shared directory could not be read.
 *
 * @param kind for the words of the window
 * @param sentence the same in English, with details; says nothing of the address but its host
 */
public record DirectoryProblem(Kind kind, String sentence) {

    /** What it is about. */
    public enum Kind {
        /** The address is neither a file nor one of https that can be used. */
        ADDRESS,
        /** There is no such file, or it may not be read. */
        NO_FILE,
        /** The server does not answer. */
        UNREACHABLE,
        /** The server could not prove who it is. */
        UNTRUSTED,
        /** The server answered, but with no directory: not found, not allowed, somewhere else. */
        REFUSED,
        /** It holds more than a directory may. */
        TOO_LARGE,
        /** It is no directory, or a damaged one. */
        NOT_A_DIRECTORY,
        /** Its format is newer than this program. */
        NEWER_FORMAT
    }
}
