package dev.chatp2p.ziti.circuit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.fuzz.FuzzTestBase;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.crypto.KeyExchange;
import dev.chatp2p.ziti.router.ContentType;
import dev.chatp2p.ziti.router.Frame;
import dev.chatp2p.ziti.router.HeaderId;
import dev.chatp2p.ziti.router.Headers;
import dev.chatp2p.ziti.router.ScriptedRouter;
import dev.chatp2p.ziti.router.UnreadBudget;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A router says anything to a terminator and a circuit: the channel goes on until its end, and every circuit ends too. An
 * input is a list of messages, each of five bytes (type, connection, flags, which headers, length of the body) and a body;
 * the first byte of all says whether the service is encrypted.
 */
class EdgeMessagesFuzzTest extends FuzzTestBase {

    private static final String TOKEN = "t";
    private static final int[] TYPES = {
        ContentType.DATA,
        ContentType.DIAL,
        ContentType.STATE_CLOSED,
        ContentType.STATE_CONNECTED,
        ContentType.BIND_SUCCESS,
        ContentType.LATENCY,
        ContentType.RESULT,
        ContentType.CONN_INSPECT_REQUEST,
        ContentType.INSPECT_REQUEST,
        ContentType.TRACE_ROUTE,
        ContentType.DIAL_SUCCESS,
        ContentType.HELLO,
        12345
    };
    /** The terminator's, the dialed circuit's, two the router chose, none, and one nobody knows. */
    private static final int[] CONNS = {1, 2, Integer.MIN_VALUE, Integer.MIN_VALUE + 1, 0, 77};

    /** Each starts three threads. */
    @Override
    protected int mutations() {
        return 1_500;
    }

    @Override
    protected long allowance(int length) {
        return (8L << 20) + 20_000L * length;
    }

    @Override
    protected void check(byte[] input) throws Exception {
        ByteBuffer script = ByteBuffer.wrap(input);
        boolean encrypted = script.hasRemaining() && (script.get() & 1) == 1;
        UnreadBudget budget = new UnreadBudget(UnreadBudget.DEFAULT);
        List<EdgeConnection> circuits = new CopyOnWriteArrayList<>();
        try (ScriptedRouter router = new ScriptedRouter(budget)) {
            Optional<KeyExchange> keys = encrypted ? Optional.of(KeyExchange.generate()) : Optional.empty();
            Binding binding =
                    Binding.bind(router.channel(), new Binding.Request(TOKEN, "bob", "l", keys), circuits::add);
            circuits.add(Dialer.dial(
                    router.channel(),
                    new Dialer.Request(TOKEN, "bob", "alice", new byte[0], encrypted),
                    Duration.ofSeconds(10)));
            while (script.remaining() >= 5) {
                router.send(message(script));
            }
            router.end();
            ZitiException why = router.channel().whenClosed().get(10, TimeUnit.SECONDS);
            assertFalse(why.getCause() instanceof RuntimeException, () -> "the reader failed: " + why.getCause());
            assertTrue(binding.whenEnded().isDone());
        }
        List<EdgeConnection> all = new ArrayList<>(circuits);
        for (EdgeConnection circuit : all) {
            readToEnd(circuit, input.length);
            circuit.close();
        }
        assertEquals(UnreadBudget.DEFAULT, budget.left());
    }

    private static Frame message(ByteBuffer script) {
        int type = TYPES[(script.get() & 0xff) % TYPES.length];
        int conn = CONNS[(script.get() & 0xff) % CONNS.length];
        int flags = script.get();
        int which = script.get();
        byte[] body = new byte[Math.min(script.get() & 0xff, script.remaining())];
        script.get(body);
        Headers headers = new Headers().put(HeaderId.CONN_ID, conn).put(HeaderId.FLAGS, flags);
        if ((which & 1) != 0) {
            headers.put(HeaderId.PUBLIC_KEY, body);
        }
        if ((which & 2) != 0) {
            headers.put(HeaderId.ROUTER_PROVIDED_CONN_ID, CONNS[(which & 0xff) % CONNS.length]);
        }
        if ((which & 4) != 0) {
            headers.put(HeaderId.REPLY_FOR, which);
        }
        if ((which & 8) != 0) {
            headers.put(HeaderId.APP_DATA, body).put(HeaderId.CALLER_ID, body);
        }
        if ((which & 16) != 0) {
            headers.put(HeaderId.PUBLIC_KEY, new byte[32]);
        }
        return Frame.of(type, headers, (which & 32) != 0 ? TOKEN.getBytes(UTF_8) : body);
    }

    private static void readToEnd(EdgeConnection circuit, int most) throws InterruptedException {
        byte[] buffer = new byte[64];
        int read = 0;
        try {
            int count = circuit.read(buffer, 0, buffer.length);
            while (count >= 0) {
                assertTrue(count > 0);
                read += count;
                count = circuit.read(buffer, 0, buffer.length);
            }
        } catch (ZitiException e) {
            boolean declared = switch (e.failure()) {
                case CLOSED, LOST, ENCRYPTION, PROTOCOL -> true;
                default -> false;
            };
            assertTrue(declared, e.failure()::name);
            assertFalse(e.failure() == ZitiFailure.CLOSED && read > most);
        }
        assertTrue(read <= most, "more came out than went in");
    }
}
