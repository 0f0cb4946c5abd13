package dev.chatp2p.ziti.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SlowHandshakeTest {

    /** Shorter than what each step may take: only the limit for all of them can end it in time. */
    @Test
    @Timeout(8)
    void aHandshakeThatDoesNotComeToAnEndIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SSLContext tls = SSLContext.getDefault();
            RouterConnector connector = new RouterConnector(
                    () -> tls,
                    (failure, address) -> new ZitiException(ZitiFailure.NO_ROUTER, "no", failure),
                    Duration.ofMillis(200));
            RouterAddress address = new RouterAddress("slow", "127.0.0.1", silent.getLocalPort());
            ZitiException failed = assertThrows(ZitiException.class, () -> connector.connect(address, "token"));
            assertEquals(ZitiFailure.NO_ROUTER, failed.failure());
        }
    }
}
