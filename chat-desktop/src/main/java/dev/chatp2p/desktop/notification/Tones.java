package dev.chatp2p.desktop.notification;

/** Plays short sounds. Thread-safe; every method returns at once. */
public interface Tones extends AutoCloseable {

    /** Plays it, unless something plays already; nothing where there is no sound card. */
    void play(Tone tone);

    /** Ends what plays. */
    void silence();

    /** Ends for good. Idempotent. */
    @Override
    void close();

    /** No sound at all. */
    static Tones none() {
        return new Tones() {
            @Override
            public void play(Tone tone) {}

            @Override
            public void silence() {}

            @Override
            public void close() {}
        };
    }
}
