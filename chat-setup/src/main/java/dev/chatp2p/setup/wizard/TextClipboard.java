package dev.chatp2p.setup.wizard;

import java.util.Optional;

/** What is copied and pasted. FX thread only. */
public interface TextClipboard {

    /** The text in it; empty if it holds none. */
    Optional<String> text();

    void put(String text);
}
