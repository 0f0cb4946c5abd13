package dev.chatp2p.core.conversation;

import dev.chatp2p.core.protocol.Line;
import java.util.ArrayList;
import java.util.List;

/** What a caller wrote before we answered, bounded; what does not fit is counted and dropped. Confined to the lane. */
final class PendingLines {

    static final int MAX_LINES = 256;

    /** In UTF-16 units, over all lines. */
    static final int MAX_LENGTH = 256 * 1024;

    private final List<Line> lines = new ArrayList<>();
    private int length;
    private int dropped;

    /** Keeps lines, except signs of life, as far as they fit. */
    void add(List<Line> more) {
        more.stream().filter(line -> !line.isSignOfLife()).forEach(this::add);
    }

    private void add(Line line) {
        // Once one is dropped all later ones are, so that what is shown has no holes.
        if (dropped > 0 || lines.size() == MAX_LINES || length + line.raw().length() > MAX_LENGTH) {
            dropped++;
            return;
        }
        lines.add(line);
        length += line.raw().length();
    }

    int dropped() {
        return dropped;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    void clear() {
        lines.clear();
        length = 0;
        dropped = 0;
    }
}
