package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.desktop.app.WelcomeViewModel.Stage;
import dev.chatp2p.desktop.app.WelcomeViewModel.State;
import dev.chatp2p.desktop.common.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WelcomeViewModelTest {

    private static final Credentials FILE = new Credentials.IdentityFile(Path.of("some", "user1.json"));

    private final List<Credentials> opened = new ArrayList<>();
    private Optional<Path> choice = Optional.of(Path.of("some", "user1.json"));
    private final WelcomeViewModel welcome = new WelcomeViewModel(() -> choice, Texts.in(Locale.ENGLISH), opened::add);

    @Test
    void theChosenFileIsOpened() {
        welcome.choose();
        assertEquals(List.of(FILE), opened);
    }

    @Test
    void whoeverChangesTheirMindStaysWhereTheyWere() {
        choice = Optional.empty();
        welcome.choose();
        assertEquals(List.of(), opened);
        assertEquals(new State(Stage.ASKING, ""), welcome.stateProperty().get());
    }

    @Test
    void itSaysWhatItIsOpeningAndWhyThatFailed() {
        welcome.opening(FILE);
        assertEquals(
                new State(Stage.OPENING, "Opening user1.json…"),
                welcome.stateProperty().get());
        welcome.failed("The file is not an identity.");
        assertEquals(
                new State(Stage.FAILED, "The file is not an identity."),
                welcome.stateProperty().get());
    }
}
