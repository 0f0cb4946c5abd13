package dev.chatp2p.core.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.fuzz.FuzzTestBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * However a stream of bytes is cut into pieces, it gives the same hello, the same frames and the same end; and each frame that was
 * understood can be said again and is understood as the same. The first byte of an input says how long the pieces are.
 */
class FrameDecoderFuzzTest extends FuzzTestBase {

    @Override
    protected int mutations() {
        return 5_000;
    }

    @Override
    protected long allowance(int length) {
        return (16L << 20) + 3_000L * length;
    }

    /** What came of a stream. */
    private record Heard(Optional<Hello> hello, List<Frame> frames, boolean malformed) {}

    @Override
    protected void check(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 1, input.length);
        Heard whole = hear(stream, Math.max(1, stream.length));
        assertEquals(whole, hear(stream, 1 + (input[0] & 0xff)));
        for (Frame frame : whole.frames()) {
            List<Frame> again = new ArrayList<>();
            byte[] said = FrameEncoder.encode(frame);
            new FrameDecoder().decode(said, 0, said.length, again);
            assertEquals(List.of(frame), again);
        }
        whole.hello().ifPresent(hello -> {
            assertTrue(hello.capabilities().size() <= 64);
            byte[] line = hello.line();
            assertEquals(Optional.of(hello), Hello.parse(Arrays.copyOf(line, line.length - 1)));
        });
    }

    private static Heard hear(byte[] stream, int piece) {
        FirstLine first = new FirstLine();
        Optional<FirstLine.Beginning> beginning = Optional.empty();
        FrameDecoder decoder = new FrameDecoder();
        List<Frame> frames = new ArrayList<>();
        try {
            for (int at = 0; at < stream.length; at += piece) {
                int count = Math.min(piece, stream.length - at);
                if (beginning.isPresent()) {
                    decoder.decode(stream, at, count, frames);
                    continue;
                }
                beginning = first.take(stream, at, count);
                if (beginning.isPresent() && beginning.get().hello().isEmpty()) {
                    // It would be lines, which another test is about: here it is frames from the start.
                    byte[] all = stream.clone();
                    decoder.decode(all, 0, all.length, frames);
                    return new Heard(Optional.empty(), frames, false);
                }
                if (beginning.isPresent()) {
                    byte[] rest = beginning.get().rest();
                    decoder.decode(rest, 0, rest.length, frames);
                }
            }
        } catch (LinkException e) {
            assertEquals(Reason.PROTOCOL, e.reason());
            assertTrue(e.sentence().endsWith("."), e.sentence());
            return new Heard(beginning.flatMap(FirstLine.Beginning::hello), frames, true);
        }
        return new Heard(beginning.flatMap(FirstLine.Beginning::hello), frames, false);
    }
}
