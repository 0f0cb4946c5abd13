package dev.chatp2p.core.store;

import dev.chatp2p.core.overlay.PeerId;

/**
 * Names of identities as the database has them. They can hold any UTF-16, but SQLite's text is UTF-8, which has no half
 * surrogate pairs: two names that differ in those only would become one. So halves are written as {@code \}{@code uD800}, and
 * a backslash twice. Pure functions.
 */
final class StoredName {

    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    private StoredName() {}

    static String of(PeerId peer) {
        StringBuilder out = new StringBuilder(peer.name().length());
        peer.name().codePoints().forEach(c -> {
            if (c == '\\') {
                out.append("\\\\");
            } else if (Character.isBmpCodePoint(c) && Character.isSurrogate((char) c)) {
                out.append(String.format("\\u%04X", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** @throws IllegalArgumentException if {@link #of} does not write such a thing */
    static PeerId read(String stored) {
        StringBuilder out = new StringBuilder(stored.length());
        for (int i = 0; i < stored.length(); i++) {
            char c = stored.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (stored.startsWith("\\\\", i)) {
                out.append('\\');
                i++;
            } else if (stored.startsWith("\\u", i) && i + 2 + HEX_DIGITS <= stored.length()) {
                out.append((char) Integer.parseInt(stored, i + 2, i + 2 + HEX_DIGITS, HEX));
                i += 1 + HEX_DIGITS;
            } else {
                throw new IllegalArgumentException("no stored name");
            }
        }
        return new PeerId(out.toString());
    }
}
