package dev.chatp2p.ziti.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.router.ContentType;
import dev.chatp2p.ziti.router.Frame;
import dev.chatp2p.ziti.router.HeaderId;
import dev.chatp2p.ziti.router.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts: {@code ziti-edge-protocol.md} §10.2 and §11.2, as routers were seen to send them. */
class RefusalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service s1 has no terminators for instanceId bob | NO_TERMINATOR",
                "service s1 has no terminators | NO_TERMINATOR",
                "service s1 has no online terminators for instanceId bob | NO_TERMINATOR",
                "invalid session | INVALID_SESSION",
                "invalid service | INVALID_SESSION",
                "invalid edge router for session | INVALID_SESSION",
                "unable to get service token either by JWT parsing or id lookup | INVALID_SESSION",
                "token is malformed: token contains an invalid number of segments | INVALID_SESSION",
                "incorrect session type | REJECTED",
                "encryption required on service, initiator did not send public header | ENCRYPTION",
                "exceeded maximum [2] retries creating circuit [c/x] (timeout waiting for message reply: context deadline"
                        + " exceeded) | TIMEOUT",
                "no controller available, cannot create circuit | NO_ROUTER",
                "can't route from q4FS3BiPi -> 7jrJaBiPi | NO_ROUTER",
                "something never seen before | REJECTED"
            })
    void theTextOfARefusedDialTellsWhy(String text, ZitiFailure failure) {
        assertEquals(failure, Refusal.ofDial(text, "bob").failure());
    }

    @Test
    void theHostsOwnReasonIsShown() {
        ZitiException e = Refusal.ofDial(
                "exceeded maximum [2] retries creating circuit [c/x] (error creating route for [s/t] on [r/x], (failed to"
                        + " establish connection with terminator address x1. error: (line is busy)))",
                "bob");
        assertEquals(ZitiFailure.REJECTED, e.failure());
        assertEquals("“bob” did not take the call: line is busy.", e.sentence());
    }

    @Test
    void aNameHeldByAnotherIdentityIsNoOrdinaryRefusal() {
        ZitiException e =
                Refusal.ofBind("sibling terminator t1 with shared identity bob belongs to different identity", "bob");
        assertEquals(ZitiFailure.NAME_IN_USE, e.failure());
    }

    @Test
    void whatTheNetworkSaysIsBoundedAndPrintable() {
        ZitiException e = Refusal.ofDial("\u202e\u001b[2J" + "x".repeat(10_000), "b\u0000ob");
        assertTrue(e.sentence().length() < 400);
        assertTrue(e.sentence().chars().noneMatch(c -> c == 0x202e || c == 0x1b || c == 0));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"code\":14,\"retryHint\":2}',INVALID_SESSION",
        "'{\"code\":3}',INVALID_SESSION",
        "'{\"code\":2}',SESSION_EXPIRED",
        "'{\"code\":15}',NOT_ALLOWED",
        "'{\"code\":1}',REJECTED",
        "'not json',REJECTED",
        "'{\"code\":\"x\",\"retryHint\":[]}',REJECTED"
    })
    void newerRoutersSayItInNumbers(String structured, ZitiFailure failure) {
        assertEquals(
                failure,
                Refusal.ofBind(closed("something else", structured), "bob").failure());
    }

    @ParameterizedTest
    @CsvSource({"1,LATER", "3,NEVER"})
    void retryHintsSayWhenToTryAgain(int hint, RefusedException.Retry retry) {
        ZitiException e = Refusal.ofBind(closed("busy", "{\"code\":1,\"retryHint\":" + hint + "}"), "bob");
        assertEquals(retry, assertInstanceOf(RefusedException.class, e.again()).retry());
    }

    @Test
    void onlyADialThatIsRefusedWithoutTheHostsReasonMayMeanThatTheSessionIsOutdated() {
        Frame unknown = Frame.of(ContentType.STATE_CLOSED, new Headers(), "something never seen before");
        assertEquals(
                RefusedException.Retry.ASK,
                assertInstanceOf(RefusedException.class, Refusal.ofDial(unknown, "bob"))
                        .retry());
        Frame host = Frame.of(
                ContentType.STATE_CLOSED,
                new Headers(),
                "(failed to establish connection with terminator address x1. error: (line is busy))");
        assertFalse(Refusal.ofDial(host, "bob") instanceof RefusedException);
        assertFalse(Refusal.ofBind(unknown, "bob") instanceof RefusedException);
    }

    @Test
    void lostBindAccessMeansANewSession() {
        assertEquals(
                ZitiFailure.INVALID_SESSION,
                Refusal.ofBind("bind access lost", "bob").failure());
    }

    private static Frame closed(String text, String structured) {
        return Frame.of(ContentType.STATE_CLOSED, new Headers().put(HeaderId.STRUCTURED_ERROR, structured), text);
    }
}
