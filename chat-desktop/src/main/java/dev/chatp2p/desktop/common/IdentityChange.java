package dev.chatp2p.desktop.common;

/** Lets a window go back to where an identity is chosen. FX thread. */
@FunctionalInterface
public interface IdentityChange {

    /** Ends the chat of this window and asks for another identity. */
    void askForAnother();
}
