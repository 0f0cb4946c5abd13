package dev.chatp2p.ziti.router;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.fuzz.FuzzTestBase;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Any header section is refused, or can be asked for any header and be repeated in a reply. */
class HeadersFuzzTest extends FuzzTestBase {

    @Override
    protected void check(byte[] input) throws Exception {
        byte[] frame = ByteBuffer.allocate(Frame.PREFIX_LENGTH + input.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(Frame.MAGIC)
                .putInt(ContentType.RESULT)
                .putInt(1)
                .putInt(input.length)
                .putInt(0)
                .put(input)
                .array();
        Headers headers;
        try {
            headers = new FrameReader(new ByteArrayInputStream(frame)).read().headers();
        } catch (ZitiException e) {
            assertEquals(ZitiFailure.PROTOCOL, e.failure());
            return;
        }
        for (int key : new int[] {0, 1, 2, 4, 8, 128, 255, 1000, 1002, 1003, 1008, 1010, 1011, 1012, 1024, -1}) {
            boolean there = headers.bytes(key).isPresent();
            assertEquals(there, headers.string(key).isPresent());
            assertTrue(there || (headers.integer(key).isEmpty() && !headers.isTrue(key)));
        }
        HelloResult hello = HelloResult.of(headers);
        assertTrue(hello.version().length() <= 200 && hello.routerId().length() <= 200);
        assertTrue(!hello.swapsInspectTypes() || hello.version().startsWith("v"));
        byte[] again = new byte[headers.encodedLength()];
        assertEquals(again.length, headers.encode(again, 0));
        assertTrue(again.length <= input.length);
        Headers reply = new Headers().reflect(headers);
        assertTrue(reply.encodedLength() <= input.length);
        byte[] twice = new byte[headers.encodedLength()];
        headers.encode(twice, 0);
        assertArrayEquals(again, twice);
    }
}
