package dev.chatp2p.setup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.enroll.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrollCommandTest {

    @TempDir
    private Path folder;

    private final CommandRun chat = new CommandRun();
    private Path invitation = Path.of("");

    @BeforeEach
    void invite() throws IOException {
        invitation = invitation("ott");
    }

    private Path invitation(String method) throws IOException {
        return Files.writeString(
                folder.resolve("anna.jwt"), Tokens.token(method, "anna", FakeProvisioner.EXPIRES) + "\n");
    }

    private int enroll(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "enroll";
        System.arraycopy(args, 0, all, 1, args.length);
        return chat.run(all);
    }

    @Test
    void theIdentityIsWrittenBesideTheInvitation() {
        assertEquals(0, enroll(invitation.toString()), chat::err);

        assertTrue(Files.exists(folder.resolve("anna.json")));
        assertTrue(chat.out().contains("network ctrl.example.org:1280, valid until 2100-01-02"), chat.out());
        assertTrue(chat.out().contains("making a key"), chat.out());
        assertTrue(chat.out().contains(folder.resolve("anna.json").toString()), chat.out());
        assertEquals(List.of(new Proof.None()), chat.enroller.proofs);
    }

    @Test
    void theInvitationMayComeFromStandardInputAndThenTheFileMustBeNamed() throws IOException {
        chat.input = Files.readString(invitation);
        assertEquals(2, enroll("-"));
        assertTrue(chat.err().contains("-o user1.json"), chat.err());

        assertEquals(0, enroll("-", "-o", folder.resolve("own.json").toString()));
        assertTrue(Files.exists(folder.resolve("own.json")));
    }

    @Test
    void jsonIsOneDocument() {
        assertEquals(0, enroll(invitation.toString(), "--json"));
        assertEquals("ctrl.example.org:1280", chat.json().path("network").asString());
        assertEquals(
                folder.resolve("anna.json").toString(),
                chat.json().path("identity").asString());

        chat.enroller.refusing("anna.json");
        assertEquals(1, enroll(invitation.toString(), "--json"));
        assertEquals(
                "INVITATION_USED", chat.json().path("error").path("failure").asString());
        assertTrue(chat.err().contains("The invitation was used already."), chat.err());
    }

    @Test
    void aCertificateIsAskedForWhereTheInvitationWantsOne() throws IOException {
        Path withCertificate = invitation("ottca");
        assertEquals(2, enroll(withCertificate.toString(), "--cert", "cert.pem"));
        assertTrue(chat.err().contains("--key"), chat.err());

        assertEquals(0, enroll(withCertificate.toString(), "--cert", "cert.pem", "--key", "key.pem"));
        assertEquals(List.of(new Proof.Certificate(Path.of("cert.pem"), Path.of("key.pem"))), chat.enroller.proofs);
    }

    @Test
    void aNameAndAPasswordAreAskedForWhereTheInvitationWantsThem() throws IOException {
        Path withPassword = invitation("updb");
        assertEquals(2, enroll(withPassword.toString()));
        assertEquals(2, enroll(withPassword.toString(), "-u", "anna"));
        assertTrue(chat.err().contains("CHAT_PASSWORD"), chat.err());

        chat.terminal = FakeTerminal.typing("hidden", "hidden");
        assertEquals(0, enroll(withPassword.toString(), "-u", "anna"));
        assertEquals(List.of(new Proof.Password("anna", "hidden")), chat.enroller.proofs);
        assertFalse(chat.out().contains("hidden"), chat.out());
    }

    @Test
    void aNewPasswordIsTypedTwiceUntilItIsTheSame() throws IOException {
        String withPassword = invitation("updb").toString();
        chat.environment.put(IdentityPassword.VARIABLE, "another");
        chat.terminal = FakeTerminal.typing("hiden", "hidden", "hidden", "hidden");

        assertEquals(0, enroll(withPassword, "-u", "anna", "-p"));

        assertEquals(List.of(new Proof.Password("anna", "hidden")), chat.enroller.proofs);
        assertTrue(chat.out().contains("were not the same"), chat.out());
        assertTrue(chat.terminal.unread().isEmpty());
    }

    @Test
    void aNewPasswordThatIsNotRepeatedIsNotTaken() throws IOException {
        chat.terminal = FakeTerminal.typing("hidden");

        assertEquals(2, enroll(invitation("updb").toString(), "-u", "anna"));

        assertEquals(List.of(), chat.enroller.proofs);
    }

    @Test
    void ctrlCWaitsForTheIdentityOnceTheInvitationIsBeingUsed() {
        AtomicBoolean heldWhileAsked = new AtomicBoolean();
        chat.enroller.meanwhile = () -> heldWhileAsked.set(chat.held);

        assertEquals(0, enroll(invitation.toString()));

        assertTrue(heldWhileAsked.get());
        assertFalse(chat.held);
    }

    @Test
    void whatIsNoInvitationIsToldInASentence() throws IOException {
        Files.writeString(invitation, "{\"ztAPI\":\"https://ctrl.example.org\"}");

        assertEquals(1, enroll(invitation.toString()));

        assertFalse(chat.err().isBlank());
        assertFalse(chat.err().contains("Exception"), chat.err());
    }

    @Test
    void withoutAnInvitationItIsAMistakeInTheCall() {
        assertEquals(2, enroll());
    }
}
