package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that are written from right to left can wrap on the wizard's pages. */
class RightToLeftWizardTest {

    private static final String NAME = "שלום מה שלומך היום אני מקווה שהכול בסדר אצלך ושאתה נהנה מהחיים";

    @SuppressWarnings("NullAway.Init")
    private WizardWindow wizard;

    @BeforeEach
    void logInAsWhoeverRunsTheNetwork(@TempDir Path folder) throws Exception {
        wizard = new WizardWindow(folder.resolve("config"), Optional.empty());
        wizard.click("#run-network");
        wizard.type("#controller-address", "ctrl.example.org");
        wizard.type("#controller-user", "admin");
        wizard.type("#controller-password", "secret");
        wizard.click("#primary");
        wizard.waitFor("#people-entry");
    }

    @AfterEach
    void close() {
        wizard.close();
    }

    @Test
    void inWhatIsWrongWithANameThatLooksLikeAnother() {
        invite(NAME + " A", NAME + " a");
        layOutInManyWidths(".rows .field-problem");
    }

    @Test
    void inWhatIsSaidAboutAPerson() {
        invite(NAME);
        wizard.click("#primary");
        wizard.waitFor("#plan-list");
        wizard.click("#primary");
        wizard.waitFor("#invitations-list");
        wizard.click("#renew-0");
        layOutInManyWidths(".card-notice");
    }

    @Test
    void besideTheBoxThatNamesTheService() {
        wizard.click("#people-more");
        set("#people-service", NAME);
        wizard.click("#people-remove");
        layOut("#removal-everything");
    }

    private void invite(String... names) {
        for (String name : names) {
            set("#people-entry", name);
            wizard.click("#people-add");
        }
    }

    private void set(String field, String text) {
        onFx(() -> {
            ((TextField) wizard.find(wizard.window, field).orElseThrow()).setText(text);
            return true;
        });
    }

    private void layOutInManyWidths(String shown) {
        assertTrue(layOut(shown), "some width needs several lines");
    }

    private boolean layOut(String shown) {
        return ManyWidths.layOut(wizard, wizard.window, 300, shown, ManyWidths::isInLines);
    }
}
