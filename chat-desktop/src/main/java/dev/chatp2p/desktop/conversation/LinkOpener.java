package dev.chatp2p.desktop.conversation;

import java.net.URI;

/** Hands a link to the program that the desktop has for it. FX thread; returns at once. */
@FunctionalInterface
public interface LinkOpener {

    /**
     * @param target {@code http}, {@code https} or {@code mailto}; a person has seen it and said yes
     * @return false if it is none of them, or the desktop refused it at once
     */
    boolean open(URI target);
}
