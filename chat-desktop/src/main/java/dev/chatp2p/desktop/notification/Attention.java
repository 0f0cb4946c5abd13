package dev.chatp2p.desktop.notification;

/** Lets the taskbar or dock ask for attention, without taking the focus. FX thread; returns at once. */
@FunctionalInterface
public interface Attention {

    /** Asks until the window is looked at. */
    void ask();

    /** Where the desktop has no such thing that a program like this one can use. */
    static Attention none() {
        return () -> {};
    }
}
