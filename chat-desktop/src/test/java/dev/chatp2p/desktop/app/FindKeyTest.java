package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** Ctrl+F looks for words where a person is: in the open conversation, also from the list; without one, among all. */
class FindKeyTest {

    @Test
    void theKeySearchesTheOpenConversationWhileTheListHasTheFocus() throws Exception {
        try (FakeChatWindow people = new FakeChatWindow(Locale.ENGLISH)) {
            people.know("bob");
            people.tell(chat -> chat.tellPeople("+bob"));
            people.clickRow("bob");
            people.waitForText(people.window, ".conversation-header .name", "bob");
            people.press(people.window, KeyCode.F, KeyCode.CONTROL);
            people.waitFor(people.window, () -> isFocused(people, "#findField"));
        }
    }

    @Test
    void theKeySearchesEverythingWhileNoConversationIsOpen() throws Exception {
        try (FakeChatWindow people = new FakeChatWindow(Locale.ENGLISH)) {
            people.press(people.window, KeyCode.F, KeyCode.CONTROL);
            people.waitFor(people.window, () -> isFocused(people, "#search"));
            assertTrue(people.find(people.window, "#findField").isEmpty());
        }
    }

    private static boolean isFocused(FakeChatWindow people, String selector) {
        Optional<Node> field = people.find(people.window, selector);
        return field.equals(Optional.ofNullable(people.scene(people.window).getFocusOwner())) && field.isPresent();
    }
}
