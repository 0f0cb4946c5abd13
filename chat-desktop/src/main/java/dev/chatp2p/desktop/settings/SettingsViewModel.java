package dev.chatp2p.desktop.settings;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.directory.DirectoryAddress;
import dev.chatp2p.core.directory.DirectoryException;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.core.settings.ChatSettings.Appearance;
import dev.chatp2p.core.settings.ChatSettings.Network;
import dev.chatp2p.core.settings.ChatSettings.Notifications;
import dev.chatp2p.core.settings.ChatSettings.Privacy;
import dev.chatp2p.core.settings.SettingsService;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.setup.wizard.FileDialogs;
import dev.chatp2p.setup.wizard.FileKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The settings, each as a property that a control can be bound to. What is changed here takes effect at once. FX thread only. */
@Singleton
public final class SettingsViewModel implements AutoCloseable {

    /** How long somebody does not want to be disturbed. */
    public enum Quiet {
        OFF,
        HOUR,
        TOMORROW,
        ALWAYS
    }

    /** At which hour of the next day "until tomorrow" ends. */
    private static final int MORNING = 8;

    /** Longest name of a service or an instance, and of a shared directory, in UTF-16 units. */
    static final int MAX_NAME = 256;

    private final SettingsService service;
    private final Navigation navigation;
    private final Timers timers;
    private final Texts texts;
    private final TimeLabels times;
    private final FileDialogs files;
    private final Subscription subscription;

    private final ObjectProperty<SettingsSection> section = new SimpleObjectProperty<>(SettingsSection.APPEARANCE);

    private final Preference<Appearance.Theme> theme = new Preference<>(
            Appearance.Theme.SYSTEM,
            v -> appearance((a, x) -> new Appearance(x, a.textPercent(), a.density(), a.reduceMotion()), v));
    private final Preference<Integer> textPercent = new Preference<>(
            100, v -> appearance((a, x) -> new Appearance(a.theme(), x, a.density(), a.reduceMotion()), v));
    private final Preference<Appearance.Density> density = new Preference<>(
            Appearance.Density.COMFORTABLE,
            v -> appearance((a, x) -> new Appearance(a.theme(), a.textPercent(), x, a.reduceMotion()), v));
    private final Preference<Boolean> reduceMotion = new Preference<>(
            false, v -> appearance((a, x) -> new Appearance(a.theme(), a.textPercent(), a.density(), x), v));

    private final Preference<Boolean> notifications = new Preference<>(
            true,
            v -> notifications(
                    (n, x) -> new Notifications(x, n.sound(), n.preview(), n.doNotDisturb(), n.quietUntil()), v));
    private final Preference<Boolean> sound = new Preference<>(
            true,
            v -> notifications(
                    (n, x) -> new Notifications(n.enabled(), x, n.preview(), n.doNotDisturb(), n.quietUntil()), v));
    private final Preference<Boolean> preview = new Preference<>(
            true,
            v -> notifications(
                    (n, x) -> new Notifications(n.enabled(), n.sound(), x, n.doNotDisturb(), n.quietUntil()), v));
    private final Preference<Quiet> quiet = new Preference<>(Quiet.OFF, this::beQuiet);
    private final ReadOnlyStringWrapper quietWords = new ReadOnlyStringWrapper("");

    private final Preference<Boolean> receipts =
            new Preference<>(true, v -> privacy((p, x) -> new Privacy(x, p.typing(), p.strangersRing()), v));
    private final Preference<Boolean> typing =
            new Preference<>(true, v -> privacy((p, x) -> new Privacy(p.receipts(), x, p.strangersRing()), v));
    private final Preference<Boolean> strangersRing =
            new Preference<>(false, v -> privacy((p, x) -> new Privacy(p.receipts(), p.typing(), x), v));

    private final Preference<String> greeting = new Preference<>("", this::greet);
    private final ReadOnlyIntegerWrapper greetingBytes = new ReadOnlyIntegerWrapper();
    private final Preference<String> language = new Preference<>(
            "", v -> service().change(s -> s.withLanguage(Optional.of(v).filter(tag -> !tag.isEmpty()))));

    private final Preference<String> hosted =
            new Preference<>("", v -> network((n, x) -> new Network(x, n.instance(), n.directories()), named(v)));
    private final Preference<String> instance =
            new Preference<>("", v -> network((n, x) -> new Network(n.service(), x, n.directories()), named(v)));
    private final ReadOnlyBooleanWrapper restartNeeded = new ReadOnlyBooleanWrapper();
    private final ObservableList<String> directories = FXCollections.observableArrayList();
    /** Held here: such a view of a list is only as long alive as somebody holds it, and so are its listeners. */
    private final ObservableList<String> directoriesToSee = FXCollections.unmodifiableObservableList(directories);

    private final StringProperty newDirectory = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper directoryProblem = new ReadOnlyStringWrapper("");

    private ChatSettings settings;
    private final Network networkAtStart;

    @Inject
    public SettingsViewModel(
            SettingsService service,
            Navigation navigation,
            FxBridge bridge,
            Timers timers,
            Texts texts,
            TimeLabels times,
            FileDialogs files) {
        this.service = service;
        this.navigation = navigation;
        this.timers = timers;
        this.texts = texts;
        this.times = times;
        this.files = files;
        this.settings = service.settings();
        this.networkAtStart = settings.network();
        tell(settings);
        navigation.onWish(wish -> {
            if (wish == Navigation.Wish.ABOUT) {
                section.set(SettingsSection.ABOUT);
                navigation.turnTo(Navigation.Page.SETTINGS);
            }
        });
        newDirectory.subscribe(typed -> directoryProblem.set(""));
        subscription = bridge.latest(service::observe, this::tell);
    }

    private SettingsService service() {
        return service;
    }

    private void tell(ChatSettings newest) {
        settings = newest;
        theme.tell(newest.appearance().theme());
        textPercent.tell(newest.appearance().textPercent());
        density.tell(newest.appearance().density());
        reduceMotion.tell(newest.appearance().reduceMotion());
        notifications.tell(newest.notifications().enabled());
        sound.tell(newest.notifications().sound());
        preview.tell(newest.notifications().preview());
        tellQuiet(newest.notifications());
        receipts.tell(newest.privacy().receipts());
        typing.tell(newest.privacy().typing());
        strangersRing.tell(newest.privacy().strangersRing());
        greeting.tell(newest.greeting());
        greetingBytes.set(bytes(newest.greeting()));
        language.tell(newest.language().orElse(""));
        hosted.tell(newest.network().service().orElse(""));
        instance.tell(newest.network().instance().orElse(""));
        restartNeeded.set(!newest.network().service().equals(networkAtStart.service())
                || !newest.network().instance().equals(networkAtStart.instance()));
        if (!directories.equals(newest.network().directories())) {
            directories.setAll(newest.network().directories());
        }
    }

    private <T> void appearance(BiFunction<Appearance, T, Appearance> change, T value) {
        service.change(s -> s.with(change.apply(s.appearance(), value)));
    }

    private <T> void notifications(BiFunction<Notifications, T, Notifications> change, T value) {
        service.change(s -> s.with(change.apply(s.notifications(), value)));
    }

    private <T> void privacy(BiFunction<Privacy, T, Privacy> change, T value) {
        service.change(s -> s.with(change.apply(s.privacy(), value)));
    }

    private <T> void network(BiFunction<Network, T, Network> change, T value) {
        service.change(s -> s.with(change.apply(s.network(), value)));
    }

    /** Empty = the usual one. Longer than any name on a network is cut. */
    private static Optional<String> named(String typed) {
        String name = typed.strip();
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name);
    }

    // ---- the page

    /** What the page shows. */
    public ObjectProperty<SettingsSection> sectionProperty() {
        return section;
    }

    /** Back to the conversation. */
    public void back() {
        navigation.turnTo(Navigation.Page.CONVERSATION);
    }

    /** Opens the page; on it already, goes back. */
    public void toggle() {
        navigation.turnTo(
                navigation.page() == Navigation.Page.SETTINGS
                        ? Navigation.Page.CONVERSATION
                        : Navigation.Page.SETTINGS);
    }

    // ---- appearance

    public Preference<Appearance.Theme> theme() {
        return theme;
    }

    /** 80 to 160. */
    public Preference<Integer> textPercent() {
        return textPercent;
    }

    public Preference<Appearance.Density> density() {
        return density;
    }

    public Preference<Boolean> reduceMotion() {
        return reduceMotion;
    }

    /** A BCP 47 language tag; empty = that of the computer. */
    public Preference<String> language() {
        return language;
    }

    // ---- notifications

    public Preference<Boolean> notifications() {
        return notifications;
    }

    public Preference<Boolean> sound() {
        return sound;
    }

    public Preference<Boolean> preview() {
        return preview;
    }

    /** Whether, and for how long, nothing is told. */
    public Preference<Quiet> quiet() {
        return quiet;
    }

    /** When that ends, in words; empty while it is off. */
    public ReadOnlyStringProperty quietWordsProperty() {
        return quietWords.getReadOnlyProperty();
    }

    private void beQuiet(Quiet wish) {
        service.change(s -> s.with(
                switch (wish) {
                    case OFF -> s.notifications().loud();
                    case HOUR ->
                        s.notifications()
                                .quietUntil(Optional.of(timers.instant().plus(Duration.ofHours(1))));
                    case TOMORROW -> s.notifications().quietUntil(Optional.of(tomorrow()));
                    case ALWAYS -> s.notifications().quietUntil(Optional.empty());
                }));
    }

    private Instant tomorrow() {
        ZoneId zone = times.zone();
        return times.dayOf(timers.instant())
                .plusDays(1)
                .atTime(MORNING, 0)
                .atZone(zone)
                .toInstant();
    }

    private void tellQuiet(Notifications wishes) {
        if (!wishes.isQuietAt(timers.instant())) {
            quiet.tell(Quiet.OFF);
            quietWords.set("");
            return;
        }
        Optional<Instant> until = wishes.quietUntil();
        quiet.tell(until.map(this::lengthUntil).orElse(Quiet.ALWAYS));
        quietWords.set(until.map(end -> texts.of("settings.quietUntil", times.shortlyAhead(end)))
                .orElseGet(() -> texts.of("settings.quietAlways")));
    }

    private Quiet lengthUntil(Instant end) {
        return Duration.between(timers.instant(), end).compareTo(Duration.ofHours(1)) > 0 ? Quiet.TOMORROW : Quiet.HOUR;
    }

    // ---- privacy and greeting

    public Preference<Boolean> receipts() {
        return receipts;
    }

    public Preference<Boolean> typing() {
        return typing;
    }

    public Preference<Boolean> strangersRing() {
        return strangersRing;
    }

    /** What others see with our calls. One that is too long is not kept. */
    public Preference<String> greeting() {
        return greeting;
    }

    /** How long the greeting is, kept or not; at most {@value ChatSettings#MAX_GREETING_BYTES} are kept. */
    public ReadOnlyIntegerProperty greetingBytesProperty() {
        return greetingBytes.getReadOnlyProperty();
    }

    private void greet(String words) {
        greetingBytes.set(bytes(words));
        if (bytes(words) <= ChatSettings.MAX_GREETING_BYTES) {
            service.change(s -> s.withGreeting(words));
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    // ---- network

    /** The service; empty = the usual one. */
    public Preference<String> hosted() {
        return hosted;
    }

    /** The name we are reached under; empty = that of the identity. */
    public Preference<String> instance() {
        return instance;
    }

    /** Whether something was changed that takes effect with the next start. */
    public ReadOnlyBooleanProperty restartNeededProperty() {
        return restartNeeded.getReadOnlyProperty();
    }

    /** Files and addresses of shared directories. */
    public ObservableList<String> directories() {
        return directoriesToSee;
    }

    /** What is typed as the address of one more. */
    public StringProperty newDirectoryProperty() {
        return newDirectory;
    }

    /** Why what was typed cannot be added; empty if nothing is wrong. */
    public ReadOnlyStringProperty directoryProblemProperty() {
        return directoryProblem.getReadOnlyProperty();
    }

    /** Adds what is typed. */
    public void addDirectory() {
        String typed = newDirectory.get().strip();
        if (!isWebAddress(typed)) {
            directoryProblem.set(texts.of("settings.directoryNoAddress"));
        } else if (add(typed)) {
            newDirectory.set("");
        }
    }

    /** Lets a person choose a file to add. */
    public void chooseDirectory() {
        files.open(FileKind.DIRECTORY)
                .ifPresent(file -> add(file.toAbsolutePath().normalize().toString()));
    }

    public void removeDirectory(String directory) {
        changeDirectories(now -> {
            now.remove(directory);
            return now;
        });
    }

    /** How a directory is written for people. */
    public static String shown(String directory) {
        return DisplayText.line(directory, MAX_NAME);
    }

    private boolean add(String directory) {
        if (directories.size() >= Network.MAX_DIRECTORIES) {
            directoryProblem.set(texts.of("settings.directoryTooMany", Network.MAX_DIRECTORIES));
            return false;
        }
        directoryProblem.set("");
        changeDirectories(now -> {
            if (!now.contains(directory) && now.size() < Network.MAX_DIRECTORIES) {
                now.add(directory);
            }
            return now;
        });
        return true;
    }

    private void changeDirectories(UnaryOperator<List<String>> change) {
        service.change(s -> s.with(new Network(
                s.network().service(),
                s.network().instance(),
                change.apply(new ArrayList<>(s.network().directories())))));
    }

    /** Files are chosen, not typed. */
    private static boolean isWebAddress(String text) {
        try {
            return DirectoryAddress.of(text) instanceof DirectoryAddress.Web;
        } catch (DirectoryException e) {
            return false;
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
