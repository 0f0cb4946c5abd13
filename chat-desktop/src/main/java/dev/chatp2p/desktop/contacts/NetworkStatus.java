package dev.chatp2p.desktop.contacts;

/**
 * How we stand with the network, as shown below our own name.
 *
 * @param mood how it looks
 * @param words in a few words
 * @param explanation the whole sentence, in the window's language
 * @param detail what the network itself says, in English; may be empty
 * @param remedy what helps
 */
public record NetworkStatus(Mood mood, String words, String explanation, String detail, Remedy remedy) {

    /** How good it is. */
    public enum Mood {
        GOOD,
        WAITING,
        BAD
    }

    /** What a person can do about it. */
    public enum Remedy {
        /** Nothing is needed, or time helps. */
        NONE,
        /** Only another identity can help. */
        ANOTHER_IDENTITY,
        /** The code of the second factor, which is asked for in a place of its own. */
        CODE
    }

    /** Whether the person should read the sentence, not only the words. */
    public boolean isWorthExplaining() {
        return mood != Mood.GOOD && remedy != Remedy.CODE && !explanation.isBlank();
    }
}
