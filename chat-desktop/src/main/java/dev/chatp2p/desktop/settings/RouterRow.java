package dev.chatp2p.desktop.settings;

/**
 * One router on the status page; all texts are safe to show.
 *
 * @param name what it is called
 * @param address where it is; may be empty
 * @param mood how it is doing
 * @param state the same in words
 * @param roundTrip how long it takes to answer; empty if that is not known
 */
public record RouterRow(String name, String address, Mood mood, String state, String roundTrip) {

    /** How good it is. */
    public enum Mood {
        /** We can be reached through it. */
        GOOD,
        /** Connected, or not needed. */
        IDLE,
        BAD
    }
}
