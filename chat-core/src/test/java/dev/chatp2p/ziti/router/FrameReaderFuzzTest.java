package dev.chatp2p.ziti.router;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatp2p.fuzz.FuzzTestBase;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Any bytes are frames, the end of the stream, or a protocol error; and a plain reading of the format agrees. */
class FrameReaderFuzzTest extends FuzzTestBase {

    @Override
    protected void check(byte[] input) throws Exception {
        FrameReader reader = new FrameReader(new ByteArrayInputStream(input));
        ByteBuffer plain = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
        while (true) {
            Frame frame;
            try {
                frame = reader.read();
            } catch (EOFException e) {
                return;
            } catch (ZitiException e) {
                assertEquals(ZitiFailure.PROTOCOL, e.failure());
                return;
            }
            if (frame.oversize()) { // told before its body comes, which is longer than any input
                assertThrows(EOFException.class, reader::read);
                return;
            }
            agrees(frame, plain);
            comesBack(frame);
        }
    }

    private static void agrees(Frame frame, ByteBuffer plain) {
        assertEquals(0x0c090603, plain.getInt());
        assertEquals(plain.getInt(), frame.contentType());
        assertEquals(plain.getInt(), frame.sequence());
        ByteBuffer section = plain.slice(plain.position() + 8, plain.getInt(plain.position()))
                .order(ByteOrder.LITTLE_ENDIAN);
        int bodyLength = plain.getInt(plain.position() + 4);
        Map<Integer, byte[]> headers = new HashMap<>();
        while (section.hasRemaining()) {
            int key = section.getInt();
            byte[] value = new byte[section.getInt()];
            section.get(value);
            headers.put(key, value);
        }
        headers.forEach((key, value) ->
                assertArrayEquals(value, frame.headers().bytes(key).orElseThrow()));
        byte[] body = new byte[bodyLength];
        plain.position(plain.position() + 8 + section.capacity()).get(body);
        assertArrayEquals(body, frame.body());
    }

    private static void comesBack(Frame frame) throws Exception {
        Frame again = new FrameReader(new ByteArrayInputStream(FrameWriter.encode(frame))).read();
        assertEquals(frame.contentType(), again.contentType());
        assertEquals(frame.sequence(), again.sequence());
        assertArrayEquals(frame.body(), again.body());
        assertEquals(Optional.of(frame.text()), Optional.of(again.text()));
        assertArrayEquals(FrameWriter.encode(frame), FrameWriter.encode(again));
    }
}
