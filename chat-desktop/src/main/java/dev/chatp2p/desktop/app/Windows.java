package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatOptions;
import java.nio.file.Path;
import java.util.Optional;

/** The windows of this program, as the command line sees them. Each method returns the exit code once all are closed. */
interface Windows {

    /**
     * One window.
     *
     * @param identity the identity file; empty = none was named and there is none where it is looked for: the window
     *     helps from there
     */
    int openChat(Optional<Path> identity, ChatOptions options);

    /** Two windows and an echo on a network inside this process. */
    int openDemo();
}
