package dev.chatp2p.desktop.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.desktop.ModelFixture;
import dev.chatp2p.desktop.common.Navigation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuickSwitchViewModelTest {

    private final ModelFixture window = new ModelFixture();
    private final QuickSwitchViewModel jump = window.quickSwitch;

    @BeforeEach
    void people() {
        window.know("grace.hopper");
        window.chat.tellPeople("+bob", "+carol", "+bobby", "carl");
        window.chat.tellMessage("grace.hopper", Author.PEER, "hello");
    }

    @Test
    void withoutLettersItOffersWhomWeHadToDoWithLast() {
        open();
        assertEquals(List.of("grace.hopper", "bob", "bobby", "carl", "carol"), names());
    }

    @Test
    void whoeverIsOpenIsNotOffered() {
        window.navigation.show(new PeerId("grace.hopper"));
        open();
        assertEquals(List.of("bob", "bobby", "carl", "carol"), names());
    }

    @Test
    void beginningsComeBeforeLettersThatAreSpreadOut() {
        open();
        jump.wantedProperty().set("cal");
        assertEquals(List.of("carl", "carol"), names());
        jump.wantedProperty().set("ho");
        assertEquals(List.of("grace.hopper"), names());
        jump.wantedProperty().set("xyz");
        assertEquals(List.of(), names());
        jump.open();
        assertEquals(Optional.empty(), window.navigation.selected());
    }

    @Test
    void enterOpensTheChosenOne() {
        open();
        jump.wantedProperty().set("bob");
        jump.move(1);
        jump.open();
        assertEquals(Optional.of(new PeerId("bobby")), window.navigation.selected());
        assertFalse(jump.shownProperty().get());
        open();
        assertEquals("", jump.wantedProperty().get());
    }

    @Test
    void afterTheLastComesTheFirst() {
        open();
        jump.move(-1);
        assertEquals(4, jump.chosenProperty().get());
        jump.move(1);
        assertEquals(0, jump.chosenProperty().get());
    }

    @Test
    void theSameKeyClosesIt() {
        open();
        assertTrue(jump.shownProperty().get());
        open();
        assertFalse(jump.shownProperty().get());
    }

    private void open() {
        window.navigation.wish(Navigation.Wish.SWITCH);
    }

    private List<String> names() {
        return jump.matches().stream().map(row -> row.state().name()).toList();
    }
}
