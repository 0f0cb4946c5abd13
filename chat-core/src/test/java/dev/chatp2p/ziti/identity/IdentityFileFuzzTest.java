package dev.chatp2p.ziti.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.fuzz.FuzzTestBase;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** Any file is an identity or is refused in a sentence, which never quotes its key. */
class IdentityFileFuzzTest extends FuzzTestBase {

    private static final Set<ZitiFailure> REFUSALS = EnumSet.of(
            ZitiFailure.BAD_IDENTITY, ZitiFailure.HARDWARE_KEY, ZitiFailure.CERTIFICATE_EXPIRED, ZitiFailure.CLOCK_OFF);

    /** The lines of a key in the kept inputs, and of what becomes of them: long, and written like no word. */
    private static final Pattern KEY_LINE = Pattern.compile("MIG[A-Za-z0-9+/=]{20,}");

    @TempDir
    private Path folder;

    /** Reads a file and sets TLS up. */
    @Override
    protected long allowance(int length) {
        return (16L << 20) + 2_000L * length;
    }

    @Override
    protected int mutations() {
        return 3_000;
    }

    @Override
    protected void check(byte[] input) throws Exception {
        Path file = Files.write(folder.resolve("identity.json"), input);
        try {
            ZitiIdentity identity = ZitiIdentity.read(file);
            assertFalse(identity.controllers().isEmpty());
            assertTrue(identity.controllers().size() <= 32);
            identity.controllers().forEach(url -> assertEquals("https", url.getScheme()));
            keepsSecrets(identity.toString(), input);
        } catch (ZitiException e) {
            assertTrue(REFUSALS.contains(e.failure()), e.failure()::name);
            assertTrue(e.sentence().length() <= 1000, e::sentence);
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                keepsSecrets(String.valueOf(cause.getMessage()), input);
            }
        }
    }

    private static void keepsSecrets(String said, byte[] input) {
        Matcher key = KEY_LINE.matcher(new String(input, StandardCharsets.UTF_8));
        // A key that stands where an address should is the one thing that may be quoted, and only its start.
        while (key.find()) {
            String line = key.group();
            assertFalse(said.contains(line) && line.length() > 100, said);
        }
    }
}
