package dev.chatp2p.desktop.app;

/** The real windows of alice and bob, one above the other on the headless screen. */
final class WindowPair extends LiveWindows {

    final ChatWindow alice;
    final ChatWindow bob;

    private WindowPair(boolean known) throws Exception {
        alice = open("alice", UPPER, known ? knowing("bob") : knowing());
        bob = open("bob", LOWER, known ? knowing("alice") : knowing());
        waitUntilOnline(alice, "bob");
        waitUntilOnline(bob, "alice");
    }

    /** They know each other, so that calls ring. */
    static WindowPair open() throws Exception {
        return new WindowPair(true);
    }

    /** Neither has had to do with the other. */
    static WindowPair openStrangers() throws Exception {
        return new WindowPair(false);
    }
}
