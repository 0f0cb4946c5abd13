package dev.chatp2p.desktop.contacts;

import dev.chatp2p.core.peer.Contact;

/**
 * What a person is found by, prepared once so that every key pressed only compares.
 *
 * @param name what they are called here
 * @param rest identity name, title and notes
 */
record NameKey(String name, String rest) {

    /** How well a person fits; the smaller the better. */
    static final int NAME_BEGINS = 0;

    static final int WORD_BEGINS = 1;
    static final int IN_NAME = 2;
    static final int ELSEWHERE = 3;
    static final int NOT_AT_ALL = 4;

    static NameKey of(Contact contact) {
        return new NameKey(
                Fold.of(RowWords.nameOf(contact)),
                Fold.of(contact.id().name() + "\n" + contact.title() + "\n" + contact.notes()));
    }

    /**
     * How well they fit.
     *
     * @param wanted {@link Fold}ed; several words all have to be there
     */
    int rank(String wanted) {
        int at = name.indexOf(wanted);
        if (at == 0) {
            return NAME_BEGINS;
        }
        if (at > 0) {
            return isWordStart(wanted, at) ? WORD_BEGINS : IN_NAME;
        }
        if (rest.contains(wanted)) {
            return ELSEWHERE;
        }
        return wanted.indexOf(' ') >= 0 && hasAll(wanted) ? ELSEWHERE : NOT_AT_ALL;
    }

    private boolean isWordStart(String wanted, int first) {
        for (int at = first; at >= 0; at = name.indexOf(wanted, at + 1)) {
            if (!Character.isLetterOrDigit(name.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasAll(String wanted) {
        for (String word : wanted.split(" ", -1)) {
            if (!name.contains(word) && !rest.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** How well they fit if letters may be left out between those wanted; {@link #NOT_AT_ALL} if even so they do not. */
    int looseRank(String wanted) {
        int exact = rank(wanted);
        return exact == NOT_AT_ALL && hasInOrder(wanted) ? ELSEWHERE : exact;
    }

    private boolean hasInOrder(String wanted) {
        int at = -1;
        for (int i = 0; i < wanted.length(); i++) {
            at = name.indexOf(wanted.charAt(i), at + 1);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }
}
