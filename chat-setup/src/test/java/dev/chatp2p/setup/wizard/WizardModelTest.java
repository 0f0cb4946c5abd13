package dev.chatp2p.setup.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WizardModelTest {

    @TempDir
    private Path folder;

    private WizardFixture fixture;

    @BeforeEach
    void start() {
        fixture = new WizardFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private boolean backIsPossible() {
        return fixture.onFx(() -> fixture.wizard.backPossibleProperty().get());
    }

    private boolean cancelIsPossible() {
        return fixture.onFx(() -> fixture.wizard.cancelPossibleProperty().get());
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "not what its name says");
    }

    @Test
    void whatWasTypedIsStillThereAfterBack() {
        fixture.run(() -> fixture.start().haveInvitation());
        InvitationModel page = fixture.page(InvitationModel.class);
        fixture.run(() -> {
            page.fields().username().set("alice");
            fixture.wizard.back();
        });
        assertFalse(backIsPossible());
        fixture.run(() -> fixture.start().haveInvitation());
        assertSame(page, fixture.page(InvitationModel.class));
        assertEquals("alice", fixture.onFx(() -> page.fields().username().get()));
    }

    @Test
    void cancelForgetsWhatWasTypedAndLeadsToTheFirstPageWhenThereIsNoChat() {
        assertFalse(cancelIsPossible());
        fixture.run(() -> fixture.start().haveInvitation());
        InvitationModel page = fixture.page(InvitationModel.class);
        assertTrue(cancelIsPossible());
        fixture.run(fixture.wizard::cancel);
        assertTrue(fixture.shows(StartModel.class));
        assertEquals(0, fixture.left);
        fixture.run(() -> fixture.start().haveInvitation());
        assertNotSame(page, fixture.page(InvitationModel.class));
    }

    @Test
    void cancelLeadsBackToTheChat() {
        fixture.hasChat = true;
        fixture.run(() -> fixture.start().haveIdentityFile());
        fixture.run(fixture.wizard::cancel);
        assertEquals(1, fixture.left);
    }

    @Test
    void escapeIsCancelUnlessWorkWouldBeLost() {
        fixture.run(() -> fixture.start().haveIdentityFile());
        busy(true);
        fixture.run(fixture.wizard::escape);
        assertTrue(fixture.shows(IdentityFileModel.class));
        busy(false);
        fixture.run(fixture.wizard::escape);
        assertTrue(fixture.shows(StartModel.class));
    }

    private void busy(boolean now) {
        fixture.run(() -> fixture.wizard.page().frame().busy().set(now));
    }

    @Test
    void aDroppedFileOpensThePageItIsFor() throws IOException {
        List<Path> invitation = List.of(file("user1.JWT"));
        fixture.run(() -> fixture.wizard.dropped(invitation));
        assertTrue(fixture.shows(InvitationModel.class));
        assertTrue(backIsPossible());
        fixture.waitFor(() -> !fixture.wizard.page().frame().busy().get());

        List<Path> identity = List.of(file("user1.json"));
        fixture.run(() -> fixture.wizard.dropped(identity));
        assertTrue(fixture.shows(IdentityFileModel.class));
        fixture.run(fixture.wizard::back);
        assertTrue(fixture.shows(StartModel.class));
    }

    @Test
    void aFileOfAnotherKindIsExplained() throws IOException {
        List<Path> photo = List.of(file("photo.png"));
        fixture.run(() -> fixture.wizard.dropped(photo));
        assertTrue(problem().contains("neither an invitation (.jwt) nor an identity file (.json)"), problem());
        List<Path> two = List.of(file("user1.jwt"), file("user2.jwt"));
        fixture.run(() -> fixture.wizard.dropped(two));
        assertTrue(problem().contains("several files"), problem());
    }

    private String problem() {
        return fixture.onFx(() -> fixture.start().problemProperty().get());
    }

    @Test
    void whyThereIsNoChatIsExplainedOnTheFirstPageUntilItIsLeft() {
        fixture.run(() -> fixture.start().haveIdentityFile());
        fixture.run(() -> fixture.wizard.explain("The identity was refused. Choose another one."));
        assertEquals("The identity was refused. Choose another one.", problem());
        fixture.run(() -> fixture.start().haveInvitation());
        fixture.run(fixture.wizard::back);
        assertEquals("", problem());
    }
}
