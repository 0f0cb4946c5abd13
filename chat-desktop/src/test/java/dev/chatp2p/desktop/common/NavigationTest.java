package dev.chatp2p.desktop.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.overlay.PeerId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NavigationTest {

    @Test
    void aViewThatIsMadeAnewShowsWhatTheOneBeforeHasShown() {
        Navigation before = new Navigation();
        before.show(new PeerId("bob"));
        before.turnTo(Navigation.Page.SETTINGS);
        Navigation next = new Navigation();
        next.resume(before);
        assertEquals(Optional.of(new PeerId("bob")), next.selected());
        assertEquals(Navigation.Page.SETTINGS, next.page());
    }
}
