package dev.chatp2p.ziti.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import dev.chatp2p.ziti.rest.FakeRestApi;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SecondFactorResourceTest {
    private static final String PATH = "/current-identity/mfa";
    private static final String URL = "otpauth://totp/openziti.io:alice?issuer=openziti.io&secret=";

    @TempDir
    private Path folder;

    private FakeController controller;
    private FakeSecondFactorApi api;
    private ControllerClient client;
    private SecondFactorResource secondFactor;

    @BeforeEach
    void logIn() throws Exception {
        TestPki pki = new TestPki("network");
        controller = FakeController.start(pki);
        api = FakeSecondFactorApi.on(controller);
        client = new ControllerClient(
                ZitiIdentity.read(pki.identityFile(folder, "alice", controller.url())), new ClientInfo("test", "1"));
        client.login();
        secondFactor = new SecondFactorResource(client);
    }

    @AfterEach
    void stop() {
        client.close();
        controller.close();
    }

    @Test
    void itIsSetUpVerifiedUsedAndRemoved() throws Exception {
        assertEquals(SecondFactorState.NONE, secondFactor.state());

        TotpEnrollment given = secondFactor.enroll();
        assertEquals(SecondFactorState.UNVERIFIED, secondFactor.state());
        assertEquals(
                URI.create("otpauth://totp/openziti.io:alice?secret=U3LV5SMFCXS7AAGX&issuer=openziti.io"),
                given.provisioning());
        assertEquals("U3LV5SMFCXS7AAGX", given.secret());
        assertEquals(List.of("ABC234", "XYZ567"), given.recoveryCodes());

        secondFactor.verify(FakeSecondFactorApi.code());
        assertEquals(SecondFactorState.ACTIVE, secondFactor.state());
        assertEquals(List.of("ABC234", "XYZ567"), secondFactor.recoveryCodes(FakeSecondFactorApi.code()));

        secondFactor.remove("abc 234");
        assertEquals(SecondFactorState.NONE, api.state());
    }

    @Test
    void whatWasBegunIsGivenAgainUntilItIsVerified() throws Exception {
        TotpEnrollment first = secondFactor.enroll();
        assertEquals(first, secondFactor.enroll());
        secondFactor.verify(FakeSecondFactorApi.code());
        assertFails(ZitiFailure.NOT_ALLOWED, "already", secondFactor::enroll);
    }

    @Test
    void whatWasBegunIsRemovedWithoutACode() throws Exception {
        secondFactor.enroll();
        secondFactor.remove("");
        assertEquals(SecondFactorState.NONE, api.state());
        secondFactor.remove("");
    }

    @Test
    void aWrongCodeIsSaidToBeWrongWhereverItIsGiven() throws Exception {
        secondFactor.enroll();
        assertFails(ZitiFailure.MFA_REQUIRED, "does not take this code", () -> secondFactor.verify("0000000"));
        secondFactor.verify(FakeSecondFactorApi.code());
        assertFails(ZitiFailure.MFA_REQUIRED, "does not take this code", () -> secondFactor.remove("0000000"));
        assertFails(ZitiFailure.MFA_REQUIRED, "does not take this code", () -> secondFactor.recoveryCodes("0000000"));
        assertEquals(SecondFactorState.ACTIVE, api.state());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "123", "12345678901234567890123456789012345", "12\n3456: x", "12345ä", "😀😀😀😀"})
    void whatCannotBeACodeIsNotSent(String typed) throws Exception {
        secondFactor.enroll();
        controller.forgetRequests();
        if (!typed.isBlank()) {
            assertFails(ZitiFailure.MFA_REQUIRED, "not a code", () -> secondFactor.remove(typed));
        }
        assertFails(ZitiFailure.MFA_REQUIRED, "not a code", () -> secondFactor.verify(typed));
        assertFails(ZitiFailure.MFA_REQUIRED, "not a code", () -> secondFactor.recoveryCodes(typed));
        assertEquals(List.of(), controller.calls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "123 456", " 123-456 ", "12\u00a034\u202f56", "123456\t"})
    void spacesAndHyphensInACodeDoNotMatter(String typed) throws Exception {
        assertEquals("123456", SecondFactorCode.clean(typed));
    }

    @Test
    void nothingToVerifyAndNoRecoveryCodesAreSaidSo() {
        assertFails(ZitiFailure.NOT_ALLOWED, "No second factor waits", () -> secondFactor.verify("123456"));
        assertFails(ZitiFailure.NOT_ALLOWED, "no second factor", () -> secondFactor.recoveryCodes("123456"));
    }

    @Test
    void aLogInThatHasEndedIsToldAsThat() {
        controller.restore("GET", PATH);
        controller.expireSessions();
        assertFails(ZitiFailure.SESSION_EXPIRED, "has ended", secondFactor::state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://example.org/?secret=U3LV5SMFCXS7AAGX",
                "otpauth://hotp/alice?secret=U3LV5SMFCXS7AAGX",
                "otpauth://totp/alice",
                "otpauth://totp/alice?issuer=x",
                URL + "short",
                URL + "u3lv5smfcxs7aagx",
                URL + "U3LV5SMFCXS7AAG!",
                URL + "U3LV5SMFCXS7AAGX&digits=99",
                URL + "U3LV5SMFCXS7AAGX&algorithm=<b>"
            })
    void oddProvisioningIsRefused(String url) {
        answerUnverified(url, List.of());
        ZitiException refused = assertFails(ZitiFailure.PROTOCOL, "cannot be understood", secondFactor::enroll);
        assertFalse(refused.sentence().contains("U3LV5"));
    }

    @Test
    void recoveryCodesAreBoundedAndPrintable() {
        for (List<String> odd : List.of(
                Collections.nCopies(101, "ABC234"), List.of("A".repeat(33)), List.of("ABC\n234"), List.of(""))) {
            answerUnverified(URL + FakeSecondFactorApi.SECRET, odd);
            assertFails(ZitiFailure.PROTOCOL, "recoveryCodes", secondFactor::enroll);
        }
    }

    @Test
    void anyNameOfAnIdentityMakesAnAddressForTheApp() throws Exception {
        // The controller escapes nothing in the name.
        answerUnverified(
                "otpauth://totp/openziti.io:Ann? 100% \u202e#1&x?issuer=a+b&secret=U3LV5SMFCXS7AAGX", List.of());
        assertEquals(
                "otpauth://totp/openziti.io:Ann%3F%20100%25%20%231%26x?secret=U3LV5SMFCXS7AAGX&issuer=a%20b",
                secondFactor.enroll().provisioning().toString());
    }

    @Test
    void settingsOfTheAppArePassedOn() throws Exception {
        answerUnverified(URL + "U3LV5SMFCXS7AAGX====&digits=8&period=60&algorithm=SHA256", List.of());
        TotpEnrollment given = secondFactor.enroll();
        assertEquals("U3LV5SMFCXS7AAGX", given.secret());
        assertTrue(given.provisioning().toString().endsWith("&algorithm=SHA256&digits=8&period=60"));
    }

    @Test
    void neitherTheSecretNorTheCodesAreInItsText() throws Exception {
        assertEquals("TotpEnrollment[2 recovery codes]", secondFactor.enroll().toString());
    }

    private void answerUnverified(String url, List<String> recoveryCodes) {
        controller.on(
                "GET",
                PATH,
                FakeRestApi.reply(
                        200, FakeSecondFactorApi.unverified(url, recoveryCodes).toString()));
    }

    private static ZitiException assertFails(ZitiFailure failure, String words, Executable call) {
        ZitiException refused = assertThrows(ZitiException.class, call);
        assertEquals(failure, refused.failure());
        assertTrue(refused.sentence().contains(words), refused.sentence());
        return refused;
    }
}
