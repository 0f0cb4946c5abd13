package dev.chatp2p.setup.bench;

/** Whose dialer and echo host are measured with each other. */
enum Contestant {
    OURS("chat-p2p ↔ chat-p2p"),
    GO("Go ↔ Go"),
    OURS_TO_GO("chat-p2p → Go"),
    SDK("JVM SDK ↔ JVM SDK"),
    /** Two JVMs and nothing between them: what no overlay can beat. */
    TLS("raw TLS");

    private final String title;

    Contestant(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
