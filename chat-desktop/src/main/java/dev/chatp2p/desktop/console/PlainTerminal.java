package dev.chatp2p.desktop.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Pipes and files: no prompt, UTF-8 whatever the locale says, every line flushed. What scripts drive. */
public final class PlainTerminal implements ConsoleTerminal {

    private final Reader in;
    private final PrintStream out;

    public PlainTerminal(InputStream in, OutputStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public void print(String line) {
        // One write, so that lines of two threads never mix; \n on every system, so that scripts see the same.
        out.print(line + "\n");
        out.flush();
    }

    @Override
    public Optional<String> readLine(String prompt) {
        StringBuilder line = new StringBuilder();
        try {
            int c = in.read();
            while (c >= 0 && c != '\n') {
                if (line.length() <= ConsoleInput.MAX_TEXT_BYTES) {
                    line.append((char) c);
                }
                c = in.read();
            }
            if (c < 0 && line.isEmpty()) {
                return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty(); // a broken pipe is an end like any other
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return Optional.of(line.toString());
    }

    @Override
    public void close() {
        out.flush();
    }
}
