package dev.chatp2p.desktop.contacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of a message that somebody has looked for, cut so that it shows, with what fits marked. Pure functions. */
public final class Snippet {

    /** What stands before the first word that fits, in UTF-16 units. */
    private static final int BEFORE = 20;

    /** As much as a row can show, in UTF-16 units. */
    private static final int LONGEST = 90;

    /**
     * A piece of it.
     *
     * @param text what it says
     * @param fits whether it is what was looked for
     */
    public record Part(String text, boolean fits) {}

    private record Range(int start, int end) {}

    private Snippet() {}

    /**
     * Cuts and marks a text.
     *
     * @param text safe to show
     * @param wanted what words begin with, separated by blanks
     * @return one after the other they are the snippet, on one line
     */
    static List<Part> of(String text, String wanted) {
        String line = text.strip().replaceAll("\\s+", " ");
        List<String> starts = List.of(Fold.of(wanted).strip().split("[^\\p{L}\\p{N}]+"));
        Optional<Range> first = next(Fold.of(line), starts, 0);
        int from = first.map(range -> wordStart(line, range.start() - BEFORE)).orElse(0);
        String cut = line.substring(from, Math.min(line.length(), from + LONGEST));
        return mark(from == 0 ? cut : "…" + cut, starts);
    }

    private static List<Part> mark(String line, List<String> starts) {
        String folded = Fold.of(line);
        List<Part> parts = new ArrayList<>();
        int done = 0;
        for (Optional<Range> found = next(folded, starts, 0);
                found.isPresent();
                found = next(folded, starts, found.get().end())) {
            Range range = found.get();
            add(parts, line.substring(done, range.start()), false);
            add(parts, line.substring(range.start(), range.end()), true);
            done = range.end();
        }
        add(parts, line.substring(done), false);
        return parts;
    }

    private static void add(List<Part> parts, String text, boolean fits) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, fits));
        }
    }

    /** The next place where a word begins as wanted. */
    private static Optional<Range> next(String folded, List<String> starts, int from) {
        for (int i = from; i < folded.length(); i++) {
            if (!beginsWord(folded, i)) {
                continue;
            }
            int place = i;
            Optional<Range> longest = starts.stream()
                    .filter(start -> !start.isEmpty() && folded.startsWith(start, place))
                    .map(start -> new Range(place, place + start.length()))
                    .max((one, other) -> Integer.compare(one.end(), other.end()));
            if (longest.isPresent()) {
                return longest;
            }
        }
        return Optional.empty();
    }

    private static boolean beginsWord(String text, int at) {
        return Character.isLetterOrDigit(text.codePointAt(at))
                && (at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at)));
    }

    /** Where a word begins at or after a place, so that none is cut. */
    private static int wordStart(String line, int wanted) {
        if (wanted <= 0) {
            return 0;
        }
        int blank = line.indexOf(' ', wanted);
        return blank < 0 ? wanted : blank + 1;
    }
}
