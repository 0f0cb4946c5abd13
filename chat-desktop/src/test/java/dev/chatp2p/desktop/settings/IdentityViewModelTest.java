package dev.chatp2p.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.concurrent.VirtualTimers;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.setup.wizard.PageWork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityViewModelTest {

    private final List<String> done = new ArrayList<>();
    private final FakeChat chat = new FakeChat();
    private final Navigation navigation = new Navigation();
    private final FxBridge bridge = new FxBridge(Runnable::run);
    private final Texts texts = Texts.in(Locale.ENGLISH);
    private final FakeIdentity identity = new FakeIdentity();
    private final IdentityViewModel model = model(identity);

    private IdentityViewModel model(OwnIdentity of) {
        return new IdentityViewModel(
                chat,
                of,
                () -> done.add("ask for another"),
                navigation,
                bridge,
                new TimeLabels(new VirtualTimers(), ZoneOffset.UTC, Locale.UK, texts),
                texts,
                new PageWork(Runnable::run, bridge),
                new PageWork(Runnable::run, bridge));
    }

    @Test
    void itTellsWhoWeAreAndUntilWhen() {
        assertEquals("alice", model.nameProperty().get());
        assertEquals(Path.of("/home/alice/identity.json").toString(), model.file());
        navigation.turnTo(Navigation.Page.SETTINGS);
        assertTrue(
                model.validityProperty().get().startsWith("Valid until 3 May 2027"),
                model.validityProperty().get());
    }

    @Test
    void aNameOnANetworkWithoutIdentitiesCannotBeForgotten() {
        assertFalse(model(OwnIdentity.ofName()).canForget());
        assertEquals("", model(OwnIdentity.ofName()).file());
    }

    @Test
    void nothingIsForgottenBeforeItWasConfirmed() {
        model.askToForget();
        assertTrue(model.askingProperty().get());
        assertFalse(model.fileTooProperty().get() || model.historyTooProperty().get());
        model.cancelForgetting();
        assertFalse(model.askingProperty().get());
        assertEquals(List.of(), done);
    }

    @Test
    void onlyWhatWasTickedIsForgotten() {
        model.askToForget();
        model.forget();
        assertEquals(List.of("forget", "leave"), done);
        assertEquals(List.of(), chat.asked);
    }

    @Test
    void theFileGoesIfThatWasTicked() {
        model.askToForget();
        model.fileTooProperty().set(true);
        model.forget();
        assertEquals(List.of("forget with file", "leave"), done);
    }

    @Test
    void theHistoryGoesIfThatWasTicked() {
        model.askToForget();
        model.historyTooProperty().set(true);
        model.forget();
        assertEquals(List.of("forget with history", "leave"), done);
    }

    @Test
    void theTicksAreGoneWhenItIsAskedAgain() {
        model.askToForget();
        model.fileTooProperty().set(true);
        model.cancelForgetting();
        model.askToForget();
        assertFalse(model.fileTooProperty().get());
    }

    @Test
    void aFailureIsToldAndTheChatStays() {
        identity.failure = Optional.of(new IOException("read-only"));
        model.askToForget();
        model.forget();
        assertEquals(texts.of("settings.notForgotten"), model.problemProperty().get());
        assertTrue(model.askingProperty().get());
        assertEquals(List.of("forget"), done);
    }

    @Test
    void leavingThePageTakesTheQuestionBack() {
        navigation.turnTo(Navigation.Page.SETTINGS);
        model.askToForget();
        navigation.turnTo(Navigation.Page.CONVERSATION);
        assertFalse(model.askingProperty().get());
    }

    @Test
    void anotherIdentityAndTheSecondFactorAreElsewhere() {
        model.useAnother();
        assertEquals(List.of("ask for another"), done);
        model.openSecondFactor();
        assertEquals(Navigation.Page.SECOND_FACTOR, navigation.page());
    }

    private final class FakeIdentity implements OwnIdentity {
        private Optional<IOException> failure = Optional.empty();

        @Override
        public Optional<Path> file() {
            return Optional.of(Path.of("/home/alice/identity.json"));
        }

        @Override
        public Optional<Instant> validUntil() {
            return Optional.of(Instant.parse("2027-05-03T10:00:00Z"));
        }

        @Override
        public void forget(boolean historyToo, boolean fileToo) throws IOException {
            done.add("forget" + (historyToo ? " with history" : "") + (fileToo ? " with file" : ""));
            if (failure.isPresent()) {
                throw failure.get();
            }
        }

        @Override
        public void leave() {
            done.add("leave");
        }
    }
}
