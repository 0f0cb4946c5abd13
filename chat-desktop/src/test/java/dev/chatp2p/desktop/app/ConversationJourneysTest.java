package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowPair.onFx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do with messages, with mouse and keyboard, over the memory network. */
class ConversationJourneysTest {

    private WindowPair pair;

    @BeforeEach
    void aliceWritesToBob() throws Exception {
        pair = WindowPair.open();
        pair.clickRow(pair.alice, "bob");
        pair.clickRow(pair.bob, "alice");
        write("Did the third router come up?");
        pair.waitForMessage(pair.bob, "third router");
    }

    @AfterEach
    void closeWindows() {
        pair.close();
    }

    @Test
    void aMessageIsAnsweredAndTheAnswerSaysWhich() {
        choose("third router", "Reply");
        pair.waitForText(pair.bob, ".reply-bar .quote-author", "alice");
        pair.press(pair.bob, KeyCode.ESCAPE);
        pair.waitUntilGone(pair.bob, ".reply-bar");
        choose("third router", "Reply");
        pair.waitFor(pair.bob, () -> pair.composer(pair.bob).isFocused());
        pair.write(pair.bob, "It did");
        pair.press(pair.bob, KeyCode.ENTER);
        pair.waitUntilGone(pair.bob, ".reply-bar");
        pair.waitForMessage(pair.alice, "It did, in reply to: Did the third router come up?");
        pair.waitForText(pair.alice, ".bubble-row .quote-text", "Did the third router come up?");
    }

    @Test
    void aMessageIsDeletedAfterAQuestionAndComesBack() {
        choose("third router", "Delete…");
        pair.waitForText(pair.bob, ".action-bar .label", "Delete this message here?");
        pair.press(pair.bob, KeyCode.ESCAPE);
        pair.waitUntilGone(pair.bob, ".action-bar");
        choose("third router", "Delete…");
        pair.click(pair.bob, ".action-bar .danger");
        pair.waitForText(pair.bob, ".action-bar .label", "The message was deleted");
        pair.waitFor(pair.bob, () -> cell("third router").isEmpty());
        pair.click(pair.bob, "#actionButton");
        pair.waitForMessage(pair.bob, "third router");
    }

    @Test
    void wordsAreFoundInTheConversation() {
        write("And the fourth router?");
        write("Never mind.");
        pair.waitForMessage(pair.bob, "Never mind.");
        pair.click(pair.bob, "#find");
        pair.write(pair.bob, "rout");
        pair.waitForText(pair.bob, ".find-count", "1 of 2");
        pair.press(pair.bob, KeyCode.ENTER);
        pair.waitForText(pair.bob, ".find-count", "2 of 2");
        pair.press(pair.bob, KeyCode.ESCAPE);
        pair.waitUntilGone(pair.bob, ".find-bar");
    }

    @Test
    void aLinkShowsWhereItGoesBeforeAnythingIsOpened() {
        write("See https://bank.example@evil.example/ for it");
        pair.waitForMessage(pair.bob, "evil.example");
        pair.robot.clickOn(onFx(() -> pair.find(pair.bob, ".bubble-link").orElseThrow()));
        assertTrue(pair.robot.lookup(".link-caution").queryLabeled().getText().contains("What stands before the @"));
        pair.robot.clickOn("#link-copy");
        assertEquals(
                Optional.of("https://bank.example@evil.example/"),
                onFx(() -> Optional.ofNullable(Clipboard.getSystemClipboard().getString())));
    }

    @Test
    void aLinkThatCannotBeOpenedHereSaysSo() {
        write("See https://example.org/ for it");
        pair.waitForMessage(pair.bob, "example.org");
        pair.robot.clickOn(onFx(() -> pair.find(pair.bob, ".bubble-link").orElseThrow()));
        pair.robot.clickOn("#link-open"); // the headless desktop opens nothing
        assertEquals(
                "This computer has no program that opens it. Copy it instead.",
                pair.robot.lookup(".link-caution").queryLabeled().getText());
    }

    @Test
    void textFromRightToLeftIsShownInLines() {
        String text = "שלום, מה שלומך היום? אני מקווה שהכול בסדר אצלך ושאתה נהנה מהחיים. ".repeat(8);
        write(text.strip());
        pair.waitForMessage(pair.bob, "שלום");
        pair.waitFor(
                pair.bob,
                () -> cell("שלום")
                                .orElseThrow()
                                .lookup(".bubble")
                                .getLayoutBounds()
                                .getHeight()
                        > 100);
    }

    private void write(String text) {
        pair.click(pair.alice, ".composer .text-area");
        pair.write(pair.alice, text);
        pair.press(pair.alice, KeyCode.ENTER);
    }

    private void choose(String message, String item) {
        pair.waitForMessage(pair.bob, message);
        pair.robot.clickOn(onFx(() -> cell(message).orElseThrow().lookup(".bubble")), MouseButton.SECONDARY);
        pair.robot.clickOn(item);
    }

    private Optional<Node> cell(String message) {
        return pair.scene(pair.bob).getRoot().lookupAll(".entry-cell").stream()
                .filter(cell -> WindowRobot.isShown(cell)
                        && String.valueOf(cell.getAccessibleText()).contains(message))
                .findFirst();
    }
}
