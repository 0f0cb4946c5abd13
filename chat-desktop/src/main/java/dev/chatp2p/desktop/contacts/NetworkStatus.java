package dev.chatp2p.desktop.contacts;

/**
 * How we stand with the network, as shown below our own name.
 *
 * @param mood how it looks
 * @param words in a few words
 * @param explanation the whole sentence
 * @param needsIdentity whether only another identity can help
 */
public record NetworkStatus(Mood mood, String words, String explanation, boolean needsIdentity) {

    /** How good it is. */
    public enum Mood {
        GOOD,
        WAITING,
        BAD
    }

    /** Whether the person should read the sentence, not only the words. */
    public boolean isWorthExplaining() {
        return mood != Mood.GOOD && !explanation.isBlank();
    }
}
