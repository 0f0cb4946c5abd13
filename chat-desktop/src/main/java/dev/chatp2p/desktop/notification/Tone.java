package dev.chatp2p.desktop.notification;

import java.util.List;

/** The sounds there are. They are computed, so that there is no recording of anybody's to carry around. */
public enum Tone {
    /** A call: two rising pairs. */
    RING(List.of(
            new Note(587.33, 160),
            new Note(880, 260),
            new Note(0, 120),
            new Note(587.33, 160),
            new Note(880, 260))),
    /** A message: one short drop. */
    MESSAGE(List.of(new Note(987.77, 70), new Note(1318.51, 130)));

    static final int SAMPLES_PER_SECOND = 44_100;

    /** Of full scale: this is to be noticed, not to be feared. */
    private static final double LOUDNESS = 0.18;

    /** How long a note takes to begin and to end, so that it does not click. */
    private static final double EDGE_SECONDS = 0.012;

    private final List<Note> notes;

    Tone(List<Note> notes) {
        this.notes = notes;
    }

    /**
     * A sine.
     *
     * @param hertz 0 = a pause
     */
    private record Note(double hertz, int milliseconds) {

        int samples() {
            return SAMPLES_PER_SECOND * milliseconds / 1000;
        }
    }

    /** 16 bit signed, mono, little-endian, {@value #SAMPLES_PER_SECOND} samples a second. */
    byte[] samples() {
        byte[] pcm = new byte[2 * notes.stream().mapToInt(Note::samples).sum()];
        int at = 0;
        for (Note note : notes) {
            for (int i = 0; i < note.samples(); i++) {
                short sample = (short) Math.round(Short.MAX_VALUE * LOUDNESS * amplitude(note, i));
                pcm[at++] = (byte) sample;
                pcm[at++] = (byte) (sample >> 8);
            }
        }
        return pcm;
    }

    private static double amplitude(Note note, int sample) {
        double edge = EDGE_SECONDS * SAMPLES_PER_SECOND;
        double envelope = Math.min(1, Math.min(sample, note.samples() - 1 - sample) / edge);
        double fading = 1 - 0.6 * sample / note.samples();
        return envelope * fading * Math.sin(2 * Math.PI * note.hertz() * sample / SAMPLES_PER_SECOND);
    }
}
