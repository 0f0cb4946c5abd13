package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.Theme;
import dev.chatp2p.setup.management.ControllerAccess;
import dev.chatp2p.setup.plan.FakeManagement;
import dev.chatp2p.setup.plan.NetworkProvisioner;
import dev.chatp2p.setup.wizard.FakeControllers;
import dev.chatp2p.setup.wizard.FakeEnroller;
import dev.chatp2p.setup.wizard.FileDialogs;
import dev.chatp2p.setup.wizard.FileKind;
import dev.chatp2p.setup.wizard.IdentityFolder;
import dev.chatp2p.setup.wizard.TextClipboard;
import dev.chatp2p.setup.wizard.Wizard;
import dev.chatp2p.setup.wizard.WizardHost;
import dev.chatp2p.setup.wizard.WizardSurroundings;
import dev.chatp2p.setup.wizard.WizardTexts;
import dev.chatp2p.ziti.enroll.Enroller;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.api.FxToolkit;

/** One real window that has no identity yet, on a memory network, with an enroller that can be told what to answer. */
final class WizardWindow extends WindowRobot implements AutoCloseable, FileDialogs, TextClipboard {

    final FakeEnroller enroller = new FakeEnroller();
    final FakeControllers controllers = new FakeControllers();
    final ChatWindow window;
    final RememberedIdentity identity;

    /** What the next file dialog answers; FX thread. */
    Optional<Path> choice = Optional.empty();

    /** FX thread. */
    Optional<String> clipboard = Optional.empty();

    /** Whether the network takes identities. */
    volatile boolean refusing;

    private final AtomicInteger joined = new AtomicInteger();
    private final Path config;
    private final Enroller enrolling;
    private final ControllerAccess access;
    private final MemoryOverlay network = new MemoryOverlay();
    private final Timers timers = new SystemTimers();
    private final FxBridge bridge = FxBridge.toJavaFx();
    private final ExecutorService background = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("wizard-task-", 0).factory());
    private final ChatWindows windows;

    /** A window as the program opens it in that configuration folder, with a file from the command line if there is one. */
    WizardWindow(Path config, Optional<Path> file) throws Exception {
        this(config, file, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same on another network. */
    WizardWindow(Path config, Optional<Path> file, Enroller enrolling, ClientOpener opener) throws Exception {
        this(config, file, Optional.empty(), Optional.of(enrolling), Optional.of(opener), Optional.empty());
    }

    /** The same for whoever runs that network. */
    WizardWindow(Path config, Enroller enrolling, ClientOpener opener, ControllerAccess access) throws Exception {
        this(
                config,
                Optional.empty(),
                Optional.empty(),
                Optional.of(enrolling),
                Optional.of(opener),
                Optional.of(access));
    }

    /** A window as the program opens it with {@code -i}. */
    static WizardWindow withIdentity(Path config, Path identityFile) throws Exception {
        return new WizardWindow(
                config,
                Optional.empty(),
                Optional.of(identityFile),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private WizardWindow(
            Path config,
            Optional<Path> file,
            Optional<Path> identityFile,
            Optional<Enroller> enrolling,
            Optional<ClientOpener> opener,
            Optional<ControllerAccess> access)
            throws Exception {
        this.access = access.orElse(controllers);
        this.config = config;
        this.enrolling = enrolling.orElse(enroller);
        this.identity = new RememberedIdentity(config);
        FxToolkit.registerPrimaryStage();
        Optional<Credentials> credentials = identityFile.or(identity::find).map(Credentials.IdentityFile::new);
        WindowSpec spec = new WindowSpec(credentials, file, opener.orElse(this::join));
        windows = onFx(() -> new ChatWindows(
                List.of(spec),
                new WindowSurroundings(
                        bridge,
                        background,
                        timers,
                        Texts.in(Locale.ENGLISH),
                        Theme.ofSystem(),
                        this::wizard,
                        identity,
                        window -> this)));
        window = onFx(() -> windows.open().getFirst());
    }

    private ChatClient join(Credentials credentials) throws LinkException {
        if (refusing) {
            throw new LinkException(
                    Reason.BAD_IDENTITY, "The network does not know this identity. Choose another one.");
        }
        joined.incrementAndGet();
        return OverlayChatClient.start(network, new Credentials.Name(new PeerId("alice")), ChatOptions.DEFAULT, timers);
    }

    private Wizard wizard(Stage stage, WizardHost host) {
        return new Wizard(
                new WizardSurroundings(
                        bridge,
                        background,
                        timers,
                        ZoneId.systemDefault(),
                        WizardTexts.in(Locale.UK),
                        this,
                        this,
                        new IdentityFolder(config),
                        enrolling,
                        access,
                        access.equals(controllers)
                                ? management ->
                                        new NetworkProvisioner(management, InstantSource.fixed(FakeManagement.NOW))
                                : NetworkProvisioner::new),
                host);
    }

    /** A later start of the program hands something over; any thread. */
    void take(HandOver what) {
        bridge.execute(() -> windows.take(what));
    }

    /** How often the network has taken an identity. */
    int joined() {
        return joined.get();
    }

    /** Types into a field, in place of what was there. */
    void type(String selector, String text) {
        click(selector);
        press(window, KeyCode.A, KeyCode.CONTROL);
        write(window, text);
    }

    void click(String selector) {
        click(window, selector);
    }

    boolean shows(String selector) {
        return onFx(() -> find(window, selector).isPresent());
    }

    void waitFor(String selector) {
        waitFor(window, () -> find(window, selector).isPresent());
    }

    void waitForText(String selector, String text) {
        waitForText(window, selector, text);
    }

    /** Waits until the list of people is there. */
    void waitForContacts() {
        waitFor(".contacts-pane");
        waitFor(window, () -> window.stage().getTitle().startsWith("alice"));
    }

    boolean isFocused(String selector) {
        return onFx(() -> find(window, selector).filter(Node::isFocused).isPresent());
    }

    @Override
    public Optional<Path> open(FileKind kind) {
        return choice;
    }

    @Override
    public Optional<Path> save(FileKind kind, String name) {
        return choice;
    }

    @Override
    public Optional<Path> folder() {
        return choice;
    }

    @Override
    public Optional<String> text() {
        return clipboard;
    }

    @Override
    public void put(String text) {
        clipboard = Optional.of(text);
    }

    @Override
    public void close() {
        onFx(() -> {
            window.stage().hide();
            return true;
        });
        await("the window is done").atMost(PATIENCE).until(() -> windows.awaitClosed(0, TimeUnit.SECONDS));
        background.shutdownNow();
    }
}
