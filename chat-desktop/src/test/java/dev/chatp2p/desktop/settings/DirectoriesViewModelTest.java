package dev.chatp2p.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.concurrent.VirtualTimers;
import dev.chatp2p.core.directory.DirectoryDocument.PassedOver;
import dev.chatp2p.core.directory.DirectoryProblem;
import dev.chatp2p.core.directory.DirectoryStatus;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DirectoriesViewModelTest {

    private static final String ADDRESS = "https://people.example.org/all.json";
    private static final Optional<Instant> NOON = Optional.of(FakeChat.NOON);

    private final FakeChat chat = new FakeChat();
    private final VirtualTimers timers = new VirtualTimers();

    private DirectoryState state(
            int people, PassedOver passedOver, Optional<Instant> asOf, DirectoryProblem... problem) {
        chat.directories = List.of(new DirectoryStatus(
                ADDRESS,
                false,
                people,
                passedOver,
                asOf,
                List.of(problem).stream().findFirst()));
        DirectoriesViewModel model = model();
        return Optional.ofNullable(model.statesProperty().get().get(ADDRESS)).orElseThrow();
    }

    private DirectoriesViewModel model() {
        Texts texts = Texts.in(Locale.ENGLISH);
        return new DirectoriesViewModel(
                chat, new FxBridge(Runnable::run), new TimeLabels(timers, ZoneOffset.UTC, Locale.UK, texts), texts);
    }

    @Test
    void whatWasReadSaysHowManyPeopleItHoldsAndWhen() {
        assertEquals(new DirectoryState("1,204 people · read 12:00", false), state(1204, PassedOver.NONE, NOON));
        assertEquals(
                new DirectoryState("One person · read 12:00 · 3 entries passed over", false),
                state(1, new PassedOver(1, 2, 0), NOON));
    }

    @Test
    void whatWasNeverReadIsBeingRead() {
        assertEquals(new DirectoryState("Being read…", false), state(0, PassedOver.NONE, Optional.empty()));
    }

    @Test
    void whatCannotBeReadSaysWhyAndThatTheLastCopyCounts() {
        DirectoryProblem away = new DirectoryProblem(DirectoryProblem.Kind.UNREACHABLE, "no answer");
        assertEquals(
                new DirectoryState("The server does not answer. It is tried again.", true),
                state(0, PassedOver.NONE, Optional.empty(), away));
        assertEquals(
                new DirectoryState(
                        "The server does not answer. It is tried again."
                                + " Until then the last copy counts: 7 people · read 12:00",
                        true),
                state(7, PassedOver.NONE, NOON, away));
    }

    @ParameterizedTest
    @EnumSource(DirectoryProblem.Kind.class)
    void everyProblemHasWordsOfItsOwn(DirectoryProblem.Kind kind) {
        for (Locale language : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            assertEquals(
                    true, Texts.in(language).bundle().containsKey("settings.directoryProblem." + kind), language + "");
        }
    }

    @Test
    void allAreReadAgainWhenThePersonWantsIt() {
        model().readAgain();
        assertEquals(List.of("read the directories"), chat.asked);
    }
}
