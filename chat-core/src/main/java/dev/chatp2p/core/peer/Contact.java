package dev.chatp2p.core.peer;

import dev.chatp2p.core.overlay.PeerId;

/**
 * What we have noted about somebody. Texts may come from a shared directory: they are made safe to show by whoever shows them.
 *
 * @param id their identity name
 * @param known whether we have to do with them: called, answered or written to them, added them, or a directory lists them.
 *     Somebody who is not known does not ring, but waits as a request
 * @param answering what happens when they call
 * @param displayName what they are called here; empty = by their identity name
 * @param title what they do, as a shared directory says; may be empty
 * @param notes what we have written down about them; may be empty, at most {@value #MAX_NOTES} characters
 * @param program which kind of program they were last seen with
 * @param muted whether nothing of theirs is told outside the window: no notification, no sound
 */
public record Contact(
        PeerId id,
        boolean known,
        Answering answering,
        String displayName,
        String title,
        String notes,
        Program program,
        boolean muted) {

    /** Longest notes, in UTF-16 units. */
    public static final int MAX_NOTES = 4_000;

    /** Longest display name and title, in UTF-16 units. */
    public static final int MAX_NAME = 256;

    /** What happens when they call. */
    public enum Answering {
        /** It rings. */
        ASK,
        /** The call is answered without being asked. */
        ALWAYS,
        /** The link is closed without a hint why; nothing is kept of it. */
        BLOCKED
    }

    /** Which kind of program somebody uses; a program may be changed at any time. */
    public enum Program {
        /** Never seen. */
        UNKNOWN,
        /** One that speaks lines only: messages reach it in calls. */
        CLASSIC,
        /** One like ours, which takes messages without a call. */
        CHAT_1
    }

    /** With a program never seen, and not muted. */
    public Contact(PeerId id, boolean known, Answering answering, String displayName, String title, String notes) {
        this(id, known, answering, displayName, title, notes, Program.UNKNOWN, false);
    }

    public Contact {
        requireAtMost(displayName, MAX_NAME, "the display name");
        requireAtMost(title, MAX_NAME, "the title");
        requireAtMost(notes, MAX_NOTES, "the notes");
    }

    private static void requireAtMost(String text, int most, String what) {
        if (text.length() > most) {
            throw new IllegalArgumentException(what + " may have " + most + " characters, not " + text.length());
        }
    }

    /** Somebody of whom nothing is noted. */
    public static Contact unknown(PeerId id) {
        return new Contact(id, false, Answering.ASK, "", "", "");
    }

    public Contact withKnown(boolean value) {
        return new Contact(id, value, answering, displayName, title, notes, program, muted);
    }

    public Contact withAnswering(Answering value) {
        return new Contact(id, known, value, displayName, title, notes, program, muted);
    }

    public Contact withDisplayName(String value) {
        return new Contact(id, known, answering, value, title, notes, program, muted);
    }

    public Contact withTitle(String value) {
        return new Contact(id, known, answering, displayName, value, notes, program, muted);
    }

    public Contact withNotes(String value) {
        return new Contact(id, known, answering, displayName, title, value, program, muted);
    }

    public Contact withProgram(Program value) {
        return new Contact(id, known, answering, displayName, title, notes, value, muted);
    }

    public Contact withMuted(boolean value) {
        return new Contact(id, known, answering, displayName, title, notes, program, value);
    }

    /** What they are called here: by the display name, or else by the identity name; not made safe to show. */
    public String called() {
        return displayName.isBlank() ? id.name() : displayName;
    }

    public boolean blocked() {
        return answering == Answering.BLOCKED;
    }
}
