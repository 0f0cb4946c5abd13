package dev.chatp2p.ziti.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.fuzz.FuzzTestBase;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Certificates and keys, as a controller sends them or a file holds them: read, or refused in the declared way. */
class PemFuzzTest extends FuzzTestBase {

    @Override
    protected long allowance(int length) {
        return (4L << 20) + 2_000L * length;
    }

    @Override
    protected void check(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        bounded(Pem.certificates(input));
        bounded(Pem.est(text));
        try {
            assertTrue(List.of("RSA", "EC").contains(PrivateKeys.read(text).getAlgorithm()));
        } catch (ZitiException e) {
            assertEquals(ZitiFailure.BAD_IDENTITY, e.failure());
        }
    }

    private static void bounded(Optional<List<X509Certificate>> certificates) {
        certificates.ifPresent(some -> {
            assertTrue(!some.isEmpty() && some.size() <= 1000);
            assertEquals(Optional.of(some), Pem.certificates(Pem.text(some).getBytes(StandardCharsets.US_ASCII)));
        });
    }
}
