package dev.chatp2p.core.text;

/** Makes text of unknown origin safe to show in a label or a terminal. */
public final class DisplayText {

    private DisplayText() {}

    /** TODO: replaced by the core work below. */
    public static String name(String name) {
        return name;
    }
}
