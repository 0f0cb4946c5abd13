package dev.chatp2p.setup.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.SecondFactor;
import dev.chatp2p.core.overlay.SecondFactor.Enrolment;
import dev.chatp2p.core.overlay.SecondFactor.State;
import dev.chatp2p.setup.lab.LabAccess;
import dev.chatp2p.setup.lab.LabIdentity;
import dev.chatp2p.setup.lab.LabKey;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.ziti.controller.Totp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** A second factor at a real controller: setting it up, logging in with it and with a recovery code, removing it. */
@RealNetwork
@Timeout(180)
class SecondFactorIT extends InteropTestBase {

    SecondFactorIT(LabNetwork network) {
        super(network);
    }

    @Test
    void itIsSetUpAsksAtLogInTakesRecoveryCodesOnceAndIsRemoved() throws Exception {
        LabIdentity identity = network.createIdentity("careful-person", LabAccess.CHAT, LabKey.EC);
        OverlaySession first = logIn(identity);
        SecondFactor factor = first.secondFactor().orElseThrow();
        assertEquals(State.NONE, factor.state());

        Enrolment given = factor.enroll();
        assertEquals(State.UNVERIFIED, factor.state());
        assertEquals(given, factor.enroll());
        assertTrue(given.provisioning().toString().startsWith("otpauth://totp/"));
        assertEquals(20, given.recoveryCodes().size());
        assertWrong(() -> factor.verify("00000000"));
        assertWrong(() -> factor.verify(given.recoveryCodes().getFirst()));
        factor.verify(code(given));
        assertEquals(State.ACTIVE, factor.state());
        assertEquals(given.recoveryCodes(), factor.recoveryCodes(code(given)));
        assertWrong(() -> factor.recoveryCodes(given.recoveryCodes().getFirst()));
        assertEquals(
                Reason.NOT_ALLOWED,
                assertThrows(LinkException.class, factor::enroll).reason());
        first.close();

        OverlaySession withCode = askedAtLogIn(identity);
        SecondFactor asked = withCode.secondFactor().orElseThrow();
        assertWrong(() -> asked.answer("00000000"));
        assertEquals(OverlayStatus.State.NEEDS_MFA, withCode.status().state());
        asked.answer(code(given));
        host(withCode, 3);
        withCode.close();

        String recovery = given.recoveryCodes().get(3);
        OverlaySession withRecovery = askedAtLogIn(identity);
        withRecovery.secondFactor().orElseThrow().answer(recovery.toLowerCase(Locale.ROOT));
        host(withRecovery, 3);
        List<String> left = withRecovery.secondFactor().orElseThrow().recoveryCodes(code(given));
        assertEquals(19, left.size());
        assertFalse(left.contains(recovery));
        withRecovery.close();

        OverlaySession last = askedAtLogIn(identity);
        SecondFactor removing = last.secondFactor().orElseThrow();
        assertWrong(() -> removing.answer(recovery));
        removing.answer(code(given));
        await().atMost(SOON).until(() -> last.status().state() == OverlayStatus.State.ONLINE);
        assertWrong(() -> removing.remove("00000000"));
        removing.remove(left.getFirst());
        assertEquals(State.NONE, removing.state());
        last.close();

        logIn(identity);
    }

    @Test
    void whatWasBegunDoesNotAskAtLogInAndIsDroppedWithoutACode() throws Exception {
        LabIdentity identity = network.createIdentity("undecided", LabAccess.CHAT, LabKey.EC);
        OverlaySession first = logIn(identity);
        first.secondFactor().orElseThrow().enroll();
        first.close();

        SecondFactor factor = logIn(identity).secondFactor().orElseThrow();
        assertEquals(State.UNVERIFIED, factor.state());
        factor.remove("");
        assertEquals(State.NONE, factor.state());
    }

    private OverlaySession logIn(LabIdentity identity) throws LinkException {
        OverlaySession session = open(identity);
        await().atMost(SOON).until(() -> session.status().state() == OverlayStatus.State.ONLINE);
        return session;
    }

    private OverlaySession askedAtLogIn(LabIdentity identity) throws LinkException {
        OverlaySession session = open(identity);
        await().atMost(SOON).until(() -> session.status().state() == OverlayStatus.State.NEEDS_MFA);
        return session;
    }

    private static String code(Enrolment given) {
        return Totp.code(given.secret(), Instant.now());
    }

    private static void assertWrong(Executable call) {
        assertEquals(
                Reason.MFA_REQUIRED, assertThrows(LinkException.class, call).reason());
    }
}
