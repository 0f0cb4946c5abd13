package dev.chatp2p.desktop.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.desktop.ModelFixture;
import dev.chatp2p.desktop.common.Navigation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddContactViewModelTest {

    private static final PeerId ZOE = new PeerId("zoe");

    private final ModelFixture window = new ModelFixture();
    private final AddContactViewModel card = window.addContact;

    @BeforeEach
    void ask() {
        window.navigation.wish(Navigation.Wish.ADD_CONTACT);
    }

    @Test
    void whoeverIsAddedIsKnownAndListed() {
        card.identityProperty().set(" zoe ");
        card.displayNameProperty().set("Zoë");
        card.add();
        assertTrue(window.chat.contacts().contact(ZOE).known());
        assertEquals("Zoë", window.people.row(ZOE).orElseThrow().state().name());
        assertEquals(Optional.of(ZOE), window.navigation.selected());
        assertFalse(card.shownProperty().get());
    }

    @ParameterizedTest
    @CsvSource({"'', Type the name", "alice, That is you", "'zo\u202ee', cannot be seen"})
    void aNameThatCannotBeIsRefused(String name, String why) {
        card.identityProperty().set(name);
        card.add();
        assertTrue(
                card.problemProperty().get().contains(why),
                card.problemProperty().get());
        assertEquals(List.of(), window.chat.contacts().contacts());
        assertTrue(card.shownProperty().get());
    }

    @Test
    void aNameThatIsTooLongIsRefusedUntilItIsChanged() {
        card.identityProperty().set("z".repeat(257));
        card.add();
        assertTrue(card.problemProperty().get().contains("256"));
        card.identityProperty().set("zoe");
        assertEquals("", card.problemProperty().get());
    }
}
