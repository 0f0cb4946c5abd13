package dev.chatp2p.desktop.notification;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays tones on the computer's usual sound output, from a thread of its own that is only started for the first one. Where
 * there is none it stays silent, and tries again with the next tone: a headset may have been plugged in.
 */
public final class SynthesisedTones implements Tones {

    private static final Logger log = LoggerFactory.getLogger(SynthesisedTones.class);

    private static final AudioFormat FORMAT = new AudioFormat(Tone.SAMPLES_PER_SECOND, 16, 1, true, false);

    /** So much is handed over at once, so that silence comes soon; bytes, 50 milliseconds. */
    private static final int PIECE = 2 * Tone.SAMPLES_PER_SECOND / 20;

    /** A platform thread: sound cards are written to by native code that would hold a carrier of virtual ones. */
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().daemon().name("chat-sounds").factory();

    private final BlockingQueue<Tone> wanted = new LinkedBlockingQueue<>(1);
    /** Guarded by this. */
    private boolean started;
    /** Written by anybody: what plays is to end. */
    private volatile boolean silenced;
    /** Written by {@link #close}. */
    private volatile boolean closed;

    @Override
    public synchronized void play(Tone tone) {
        if (closed || !wanted.offer(tone)) {
            return;
        }
        if (!started) {
            started = true;
            THREADS.newThread(this::run).start();
        }
    }

    @Override
    public void silence() {
        wanted.clear();
        silenced = true;
    }

    @Override
    public void close() {
        closed = true;
        silence();
        // Wakes the thread, which then sees that it is over.
        if (!wanted.offer(Tone.MESSAGE)) {
            log.debug("the sounds end with the one that plays");
        }
    }

    private void run() {
        try {
            while (!closed) {
                Tone next = wanted.take();
                if (!closed) {
                    silenced = false;
                    play(next.samples());
                }
            }
        } catch (InterruptedException e) {
            log.debug("no more sounds");
        }
    }

    private void play(byte[] samples) {
        try (SourceDataLine line = AudioSystem.getSourceDataLine(FORMAT)) {
            line.open(FORMAT);
            line.start();
            for (int at = 0; at < samples.length && !silenced; at += PIECE) {
                line.write(samples, at, Math.min(PIECE, samples.length - at));
            }
            if (silenced) {
                line.flush();
            } else {
                line.drain();
            }
        } catch (LineUnavailableException | IllegalArgumentException | IllegalStateException | SecurityException e) {
            // IllegalArgumentException is how a computer without a sound card answers.
            log.debug("no sound: {}", e.getMessage());
        }
    }
}
