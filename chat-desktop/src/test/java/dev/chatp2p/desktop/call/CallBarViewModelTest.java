package dev.chatp2p.desktop.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.desktop.ModelFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallBarViewModelTest {

    private final ModelFixture window = new ModelFixture();
    private final CallBarViewModel calls = window.calls;

    @Test
    void anIncomingCallShowsWhoAndWhatTheySay() {
        window.chat.tellCall("bob", CallState.INCOMING);
        assertEquals(
                Optional.of(new IncomingCall(ModelFixture.BOB, "bob", "hi there", false)),
                calls.frontProperty().get());
        assertEquals(0, calls.othersProperty().get());
    }

    @Test
    void answeringOpensTheConversation() {
        window.navigation.show(ModelFixture.CAROL);
        window.chat.tellCall("bob", CallState.INCOMING);
        calls.answer();
        assertEquals(List.of("answer bob"), window.chat.asked);
        assertEquals(Optional.of(ModelFixture.BOB), window.navigation.selected());
    }

    @Test
    void decliningLeavesTheOpenConversationAlone() {
        window.navigation.show(ModelFixture.CAROL);
        window.chat.tellCall("bob", CallState.INCOMING);
        calls.decline();
        assertEquals(List.of("decline bob"), window.chat.asked);
        assertEquals(Optional.of(ModelFixture.CAROL), window.navigation.selected());
    }

    @Test
    void severalCallsQueueUp() {
        window.chat.tellCall("bob", CallState.INCOMING);
        window.chat.tellCall("carol", CallState.INCOMING);
        assertEquals("bob", calls.frontProperty().get().orElseThrow().name());
        assertEquals(1, calls.othersProperty().get());
        window.chat.tellEnd("bob", CallState.MISSED, EndReason.CANCELLED, "bob gave up.");
        assertEquals("carol", calls.frontProperty().get().orElseThrow().name());
        assertEquals(0, calls.othersProperty().get());
    }

    @Test
    void withoutACallTheKeysDoNothing() {
        calls.answer();
        calls.decline();
        assertEquals(List.of(), window.chat.asked);
        assertEquals(Optional.empty(), calls.frontProperty().get());
    }
}
