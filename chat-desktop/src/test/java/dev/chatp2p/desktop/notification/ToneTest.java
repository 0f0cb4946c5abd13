package dev.chatp2p.desktop.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ToneTest {

    @ParameterizedTest
    @EnumSource
    void aToneIsShortSoftAndDoesNotClick(Tone tone) {
        ShortBuffer samples = ByteBuffer.wrap(tone.samples()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        double seconds = (double) samples.remaining() / Tone.SAMPLES_PER_SECOND;
        assertTrue(seconds > 0.1 && seconds < 1.5, seconds + " s");
        assertEquals(0, samples.get(0));
        assertEquals(0, samples.get(samples.limit() - 1));
        int loudest = 0;
        int steepest = 0;
        for (int i = 1; i < samples.limit(); i++) {
            loudest = Math.max(loudest, Math.abs(samples.get(i)));
            steepest = Math.max(steepest, Math.abs(samples.get(i) - samples.get(i - 1)));
        }
        assertTrue(loudest > Short.MAX_VALUE / 20 && loudest < Short.MAX_VALUE / 4, "loudest " + loudest);
        assertTrue(steepest < 2_000, "steepest " + steepest);
    }
}
