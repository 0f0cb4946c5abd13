package dev.chatp2p.desktop.settings;

/**
 * How it stands with one shared directory.
 *
 * @param words in the window's language
 * @param problem whether it could not be read the last time
 */
public record DirectoryState(String words, boolean problem) {}
