package dev.chatp2p.ziti.enroll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.fuzz.FuzzTestBase;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Any text is an invitation or is refused. A text that begins with a brace is taken for the claims of one. */
class InvitationFuzzTest extends FuzzTestBase {

    @Override
    protected void check(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        String token = text.startsWith("{")
                ? Tokens.part("{\"alg\":\"RS256\"}") + "." + Tokens.part(text) + "." + Tokens.part("signature")
                : text;
        try {
            Invitation read = Invitation.parse(token);
            assertEquals("https", read.controller().getScheme());
            assertTrue(read.controllers().size() <= 33);
            assertTrue(read.controllers().contains(read.controller()));
            Optional<String> secret = read.secret();
            assertTrue(secret.isEmpty() || secret.get().matches("[\\w.-]{1,200}"));
            assertFalse(secret.isPresent()
                    && secret.get().length() > 30
                    && read.toString().contains(secret.get()));
        } catch (ZitiException e) {
            boolean declared =
                    e.failure() == ZitiFailure.BAD_INVITATION || e.failure() == ZitiFailure.METHOD_NOT_SUPPORTED;
            assertTrue(declared, e.failure()::name);
            assertTrue(e.sentence().length() < 400, e::sentence);
            assertEquals(null, e.getCause(), "a parser's exception may quote the token");
        }
    }
}
