package dev.chatp2p.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.concurrent.VirtualTimers;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.core.settings.ChatSettings.Appearance;
import dev.chatp2p.core.settings.ChatSettings.Notifications;
import dev.chatp2p.core.settings.ChatSettings.Privacy;
import dev.chatp2p.desktop.FakeSettings;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.settings.SettingsViewModel.Quiet;
import dev.chatp2p.setup.wizard.FileDialogs;
import dev.chatp2p.setup.wizard.FileKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsViewModelTest {

    private final FakeSettings settings = new FakeSettings();
    private final Navigation navigation = new Navigation();
    private final VirtualTimers timers = new VirtualTimers();
    private final Texts texts = Texts.in(Locale.ENGLISH);
    private final ChosenFile files = new ChosenFile();
    private final SettingsViewModel model = new SettingsViewModel(
            settings,
            navigation,
            new FxBridge(Runnable::run),
            timers,
            texts,
            new TimeLabels(timers, ZoneOffset.UTC, Locale.UK, texts),
            files);

    @Test
    void whatIsChosenIsKeptAtOnce() {
        model.theme().set(Appearance.Theme.DARK);
        model.textPercent().set(120);
        model.density().set(Appearance.Density.COMPACT);
        model.reduceMotion().set(true);
        assertEquals(
                new Appearance(Appearance.Theme.DARK, 120, Appearance.Density.COMPACT, true),
                settings.settings().appearance());
        model.notifications().set(false);
        model.sound().set(false);
        model.preview().set(false);
        assertEquals(
                new Notifications(false, false, false, false),
                settings.settings().notifications());
        model.receipts().set(false);
        model.typing().set(false);
        model.strangersRing().set(true);
        assertEquals(new Privacy(false, false, true), settings.settings().privacy());
        model.language().set("de");
        assertEquals(Optional.of("de"), settings.settings().language());
        model.language().set("");
        assertEquals(Optional.empty(), settings.settings().language());
    }

    @Test
    void whatIsChangedElsewhereIsShown() {
        settings.change(s -> s.with(new Privacy(false, true, true)).withGreeting("moin"));
        assertFalse(model.receipts().get());
        assertTrue(model.strangersRing().get());
        assertEquals("moin", model.greeting().get());
        assertEquals(4, model.greetingBytesProperty().get());
    }

    @Test
    void quietForAnHourEndsInAnHour() {
        model.quiet().set(Quiet.HOUR);
        assertEquals(
                Optional.of(timers.instant().plus(Duration.ofHours(1))),
                settings.settings().notifications().quietUntil());
        assertEquals(
                "You are not disturbed until 01:00.", model.quietWordsProperty().get());
        assertEquals(Quiet.HOUR, model.quiet().get());
    }

    @Test
    void quietUntilTomorrowEndsInTheMorning() {
        timers.advance(Duration.ofHours(22));
        model.quiet().set(Quiet.TOMORROW);
        assertEquals(
                Optional.of(Instant.parse("2026-01-02T08:00:00Z")),
                settings.settings().notifications().quietUntil());
        assertEquals(
                "You are not disturbed until Fri 08:00.",
                model.quietWordsProperty().get());
        model.quiet().set(Quiet.OFF);
        assertEquals(ChatSettings.DEFAULT, settings.settings());
        assertEquals("", model.quietWordsProperty().get());
    }

    @Test
    void quietCanLastUntilItIsTurnedOff() {
        model.quiet().set(Quiet.ALWAYS);
        assertTrue(
                settings.settings().notifications().isQuietAt(timers.instant().plus(Duration.ofDays(365))));
        assertEquals(Quiet.ALWAYS, model.quiet().get());
    }

    @Test
    void aGreetingIsCountedInBytesAndATooLongOneIsNotKept() {
        model.greeting().set("grüß dich");
        assertEquals(11, model.greetingBytesProperty().get());
        assertEquals("grüß dich", settings.settings().greeting());
        model.greeting().set("ü".repeat(256));
        assertEquals(512, model.greetingBytesProperty().get());
        model.greeting().set("ü".repeat(256) + "!");
        assertEquals(513, model.greetingBytesProperty().get());
        assertEquals("ü".repeat(256), settings.settings().greeting());
    }

    @Test
    void namesTakeEffectWithTheNextStart() {
        assertFalse(model.restartNeededProperty().get());
        model.hosted().set("  our-chat ");
        assertEquals(Optional.of("our-chat"), settings.settings().network().service());
        assertTrue(model.restartNeededProperty().get());
        model.hosted().set("  ");
        assertEquals(Optional.empty(), settings.settings().network().service());
        assertFalse(model.restartNeededProperty().get());
        model.instance().set("desk");
        assertEquals(Optional.of("desk"), settings.settings().network().instance());
    }

    @Test
    void anAddressOfADirectoryIsAddedOnceAndCanBeRemoved() {
        model.newDirectoryProperty().set(" https://people.example.org/all.json ");
        model.addDirectory();
        assertEquals(List.of("https://people.example.org/all.json"), model.directories());
        assertEquals("", model.newDirectoryProperty().get());
        model.newDirectoryProperty().set("https://people.example.org/all.json");
        model.addDirectory();
        assertEquals(1, model.directories().size());
        model.removeDirectory("https://people.example.org/all.json");
        assertEquals(List.of(), settings.settings().network().directories());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "people.json",
                "http://people.example.org/",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https:///nohost",
                "https://alice:secret@people.example.org/",
                "https://exa mple.org"
            })
    void whatIsNoSecureAddressIsNotAdded(String typed) {
        model.newDirectoryProperty().set(typed);
        model.addDirectory();
        assertEquals(List.of(), model.directories());
        assertFalse(model.directoryProblemProperty().get().isEmpty());
        model.newDirectoryProperty().set("h");
        assertEquals("", model.directoryProblemProperty().get());
    }

    @Test
    void moreDirectoriesThanThereMayBeAreRefused() {
        for (int i = 0; i < ChatSettings.Network.MAX_DIRECTORIES; i++) {
            model.newDirectoryProperty().set("https://people.example.org/" + i);
            model.addDirectory();
        }
        files.chosen = Optional.of(Path.of("people.json"));
        model.chooseDirectory();
        assertEquals(ChatSettings.Network.MAX_DIRECTORIES, model.directories().size());
        assertFalse(model.directoryProblemProperty().get().isEmpty());
    }

    @Test
    void aFileIsAddedWithItsWholePath() {
        files.chosen = Optional.of(Path.of("people.json"));
        model.chooseDirectory();
        assertEquals(
                List.of(Path.of("people.json").toAbsolutePath().toString()),
                settings.settings().network().directories());
        files.chosen = Optional.empty();
        model.chooseDirectory();
        assertEquals(1, model.directories().size());
    }

    @Test
    void thePageOpensAndCloses() {
        model.toggle();
        assertEquals(Navigation.Page.SETTINGS, navigation.page());
        model.toggle();
        assertEquals(Navigation.Page.CONVERSATION, navigation.page());
        model.toggle();
        model.back();
        assertEquals(Navigation.Page.CONVERSATION, navigation.page());
    }

    @Test
    void whoeverWantsToKnowWhatThisIsIsLedThere() {
        navigation.wish(Navigation.Wish.ABOUT);
        assertEquals(Navigation.Page.SETTINGS, navigation.page());
        assertEquals(SettingsSection.ABOUT, model.sectionProperty().get());
    }

    @Test
    void nothingIsChangedByLooking() {
        model.toggle();
        model.back();
        assertEquals(ChatSettings.DEFAULT, settings.settings());
    }

    private static final class ChosenFile implements FileDialogs {
        private Optional<Path> chosen = Optional.empty();

        @Override
        public Optional<Path> open(FileKind kind) {
            return kind == FileKind.DIRECTORY ? chosen : Optional.empty();
        }

        @Override
        public Optional<Path> save(FileKind kind, String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> folder() {
            return Optional.empty();
        }
    }
}
