package dev.chatp2p.setup.wizard;

/** When an identity becomes the one that is used next time, too. */
public enum Remembering {
    /** Now, whatever comes of it: its invitation is used up, so it must be found again. */
    AT_ONCE,
    /** Once it has turned out to be usable. */
    ONCE_USABLE,
    /** It is used this time only. */
    NEVER
}
