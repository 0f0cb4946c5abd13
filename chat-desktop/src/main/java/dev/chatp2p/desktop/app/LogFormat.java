package dev.chatp2p.desktop.app;

/** How log lines look. */
enum LogFormat {
    /** One compact line for a person. */
    TEXT,
    /** One JSON object per line for a program. */
    JSON;

    /** Lower case: this is what the command line takes and shows. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
