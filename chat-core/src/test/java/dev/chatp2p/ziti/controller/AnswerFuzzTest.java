package dev.chatp2p.ziti.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.fuzz.FuzzTestBase;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.rest.ErrorAnswer;
import dev.chatp2p.ziti.rest.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever a controller answers, each reader of answers takes it or refuses it as PROTOCOL. */
class AnswerFuzzTest extends FuzzTestBase {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));

    private final LogIn logIn = new LogIn(new ClientInfo("test", "1"), CLOCK);

    private interface Reading {
        void read() throws ZitiException;
    }

    @Override
    protected void check(byte[] input) {
        String body = new String(input, StandardCharsets.UTF_8);
        refusal(body);
        Optional<JsonNode> parsed = JsonText.parse(body);
        if (parsed.isEmpty()) {
            return;
        }
        JsonNode envelope = parsed.get();
        String written = JsonText.of((ObjectNode) envelope);
        ObjectNode again = (ObjectNode) JsonText.parse(written).orElseThrow();
        assertEquals(written, JsonText.of(again));
        JsonNode data = envelope.path("data");
        taken(() -> {
            String token = Json.token(data, "token");
            ApiSession session = logIn.session(data, token);
            assertFalse(token.length() > 30 && session.toString().contains(token));
            assertTrue(session.expiresAt().isBefore(Instant.MAX));
        });
        taken(() -> Json.time(data, "lastChangeAt"));
        List<EdgeRouter> routers = EdgeRouters.read(data.path("edgeRouters"));
        assertTrue(routers.size() <= 100);
        for (EdgeRouter router : routers) {
            assertTrue(
                    router.port() > 0 && router.port() < 65536 && router.host().length() <= 300);
        }
        for (JsonNode row : data) {
            taken(() -> assertTrue(Services.read(row).name().length() <= 4096));
            taken(() -> Json.id(row, "id"));
            assertTrue(Json.optionalName(row, "identity").length() <= 4096);
        }
    }

    private static void refusal(String body) {
        for (int status : new int[] {400, 404, 409, 429, 500, 302}) {
            ZitiException explained = Refusals.explain(status, body, "ctrl:1280");
            assertTrue(explained.sentence().length() < 600, explained::sentence);
            assertTrue(explained.sentence().codePoints().noneMatch(Character::isISOControl), explained::sentence);
        }
        assertTrue(ErrorAnswer.read(body).said(100).length() < 110);
        assertEquals(ZitiFailure.LOGIN_REFUSED, Refusals.loginRefused(body).failure());
    }

    private static void taken(Reading reading) {
        try {
            reading.read();
        } catch (ZitiException e) {
            assertEquals(ZitiFailure.PROTOCOL, e.failure());
        }
    }
}
