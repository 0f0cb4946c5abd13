package dev.chatp2p.desktop.app;

/** There is no screen to open a window on; the message is a sentence for the person. */
final class NoScreenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoScreenException(Throwable cause) {
        super(
                "There is no screen to open a window on. Start the chat in a desktop session, or use the terminal client: console.",
                cause);
    }
}
