package dev.chatp2p.setup.soak;

import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lines of text on a link; one thread reads, one writes. */
final class Lines {
    private final Link link;
    private final byte[] buffer = new byte[8192];
    private int next;
    private int end;

    Lines(Link link) {
        this.link = link;
    }

    /** The text of the line with that number, from 0: longer ones among shorter ones. */
    static String text(long number) {
        return String.format(Locale.ROOT, "%d %s", number, "x".repeat((int) (number * 37 % 400)));
    }

    /** Said by whoever answers, after the caller has ended his direction: that many lines have come. */
    static String goodbye(long lines) {
        return "goodbye after " + lines;
    }

    /** The next line; null when the other side has ended its direction. */
    @Nullable
    String read() throws LinkException, InterruptedException {
        StringBuilder line = new StringBuilder();
        while (true) {
            while (next < end) {
                char c = (char) (buffer[next++] & 0xff);
                if (c == '\n') {
                    return line.toString();
                }
                line.append(c);
            }
            int count = link.read(buffer, 0, buffer.length);
            if (count < 0) {
                return null;
            }
            next = 0;
            end = count;
        }
    }

    void write(String line) throws LinkException, InterruptedException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
        link.write(bytes, 0, bytes.length);
    }
}
