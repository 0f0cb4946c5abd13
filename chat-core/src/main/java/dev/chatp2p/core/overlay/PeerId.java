package dev.chatp2p.core.overlay;

/**
 * The name of an identity on the network, exactly as the network has it. It may come from strangers: it is bounded, but can
 * hold any characters, so show {@link dev.chatp2p.core.text.DisplayText#name} of it, not the name itself.
 *
 * @param name 1 to {@value #MAX_LENGTH} UTF-16 units
 */
public record PeerId(String name) implements Comparable<PeerId> {

    /** Longer than any name people use; a longer one from the network is refused. */
    public static final int MAX_LENGTH = 256;

    public PeerId {
        if (!isValid(name)) {
            throw new IllegalArgumentException("an identity name has 1 to " + MAX_LENGTH + " characters");
        }
    }

    public static boolean isValid(String name) {
        return !name.isEmpty() && name.length() <= MAX_LENGTH;
    }

    @Override
    public int compareTo(PeerId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
