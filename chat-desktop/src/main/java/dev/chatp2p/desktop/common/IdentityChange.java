package dev.chatp2p.desktop.common;

/** Lets a window go to where an identity is chosen. FX thread. */
@FunctionalInterface
public interface IdentityChange {

    /** Asks for another identity; the chat of this window goes on until there is one. */
    void askForAnother();
}
