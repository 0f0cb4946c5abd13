package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Theme;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.PresentedController;
import dev.chatp2p.setup.management.ServiceEntity;
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
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

/**
 * Takes the pictures of the wizard's pages for whoever runs a network, on a network in memory. Needs no screen:
 * {@code docs/images/make-screenshots} runs it once for each theme.
 */
final class NetworkScreenshots implements AutoCloseable, WizardHost, FileDialogs, TextClipboard {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Pulses until what follows from a layout is laid out. */
    private static final int SETTLED = 10;

    /** The network in memory knows one point in time. */
    private static final InstantSource CLOCK = InstantSource.fixed(FakeManagement.NOW);

    private final Path folder;
    private final String theme;
    private final double width;
    private final double height;
    private final ExecutorService background = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("wizard-task-", 0).factory());
    private Optional<Stage> stage = Optional.empty();
    private FakeControllers controllers = new FakeControllers();

    private NetworkScreenshots(Path folder, double width, double height) {
        this.folder = folder;
        this.theme = System.getProperty(Theme.PROPERTY, "light");
        this.width = width;
        this.height = height;
    }

    /** Arguments: the folder to write to, then width and height of the window. */
    public static void main(String[] arguments) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        try (NetworkScreenshots pictures = new NetworkScreenshots(
                Files.createDirectories(Path.of(arguments[0])),
                Double.parseDouble(arguments[1]),
                Double.parseDouble(arguments[2]))) {
            pictures.take();
        }
        Platform.exit();
    }

    private void take() throws Exception {
        takeLogIn();
        takeSetUp();
        takeConflict();
        takeRemoval();
    }

    private void takeLogIn() throws Exception {
        open();
        capture("controller");
        type("controller-address", "http://ctrl.example.org:1280");
        type("controller-user", "admin");
        type("controller-password", "wrong");
        press("primary");
        capture("controller-address");
        type("controller-address", "ctrl.example.org:1280");
        press("primary");
        waitFor("controller-password-problem");
        capture("controller-problem");
        type("controller-password", "secret");
        controllers.failLogIn(
                SetupFailure.LOCKED_OUT,
                "Too many wrong passwords: the controller lets nobody" + " log in for a minute. Wait, then try again.");
        press("primary");
        waitFor("problem");
        capture("controller-locked");
        press("controller-by-file");
        capture("controller-file");
        press("controller-by-password");
        controllers.repair();
        controllers.askForCode("123456");
        controllers.remember(PresentedController.Trust.CHANGED);
        press("primary");
        waitFor("fingerprint");
        capture("fingerprint-changed");
        press("back");
        controllers.remember(PresentedController.Trust.NEW);
        press("primary");
        waitFor("fingerprint");
        capture("fingerprint");
        press("primary");
        waitFor("code");
        capture("code");
        type("code", "000000");
        press("primary");
        waitFor("code-problem");
        capture("code-problem");
        type("code", "123456");
        press("primary");
        waitFor("people-list");
    }

    private void takeSetUp() throws Exception {
        capture("people-empty");
        type("people-entry", "alice, bob, Dr. Carol Ångström, dave 🚀, Bob, x\\y");
        press("people-add");
        capture("people-problem");
        press("back");
        open();
        logIn();
        type("people-entry", "alice, bob, Dr. Carol Ångström, dave 🚀");
        press("people-add");
        press("people-more");
        capture("people");
        press("primary");
        waitFor("plan-list");
        capture("plan");
        controllers.network.breakAfter(7, FakeManagement.Break.BEFORE_DOING_IT);
        press("primary");
        waitFor("problem");
        capture("apply-problem");
        controllers.network.repair();
        press("primary");
        waitFor("invitations-list");
        controllers.network.enrol("bob");
        capture("invitations");
        press("copy-0");
        press("renew-1");
        capture("invitations-confirm");
        press("keep-1");
        press("qr-0");
        captureWindow("invitations-qr");
        press("back");
        press("primary");
        waitFor("plan-list");
        capture("plan-nothing");
        press("primary");
        waitFor("invitations-list");
        capture("invitations-again");
    }

    private void takeConflict() throws Exception {
        open();
        controllers.network.put(
                EntityKind.SERVICE, new ServiceEntity("", "chat-p2p", Set.of("their-own"), false, Map.of()));
        logIn();
        type("people-entry", "alice, bob");
        press("people-add");
        press("primary");
        waitFor("plan-list");
        capture("plan-conflict");
    }

    private void takeRemoval() throws Exception {
        open();
        logIn();
        type("people-entry", "alice, bob, carol");
        press("people-add");
        press("primary");
        waitFor("plan-list");
        press("primary");
        waitFor("invitations-list");
        press("back");
        waitFor("people-remove");
        press("people-remove");
        waitFor("removal-list");
        capture("removal");
        press("removal-everything");
        press("primary");
        waitFor("plan-list");
        capture("plan-removal");
        press("primary");
        waitFor("apply-notice");
        capture("removed");
    }

    private void logIn() throws Exception {
        type("controller-address", "ctrl.example.org:1280");
        type("controller-user", "admin");
        type("controller-password", "secret");
        press("primary");
        waitFor("people-list");
    }

    /** A new window on a new network, on the page with the address. */
    private void open() throws Exception {
        stage.ifPresent(old -> Platform.runLater(old::hide));
        controllers = new FakeControllers();
        stage = Optional.of(onFx(() -> {
            Stage window = new Stage();
            Wizard wizard = new Wizard(
                    new WizardSurroundings(
                            FxBridge.toJavaFx(),
                            background,
                            CLOCK,
                            ZoneId.systemDefault(),
                            WizardTexts.in(Locale.UK),
                            this,
                            this,
                            new IdentityFolder(folder),
                            new FakeEnroller(),
                            controllers,
                            management -> new NetworkProvisioner(management, CLOCK)),
                    this);
            Scene scene = new Scene(wizard.view(), width, height);
            Theme.ofSystem().applyTo(scene);
            window.setScene(scene);
            window.show();
            return window;
        }));
        press("run-network");
    }

    private Optional<Node> find(String id) {
        return Optional.ofNullable(stage.orElseThrow().getScene().lookup("#" + id))
                .filter(NetworkScreenshots::isShown);
    }

    private static boolean isShown(Node node) {
        for (Node up = node; up != null; up = up.getParent()) {
            if (!up.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private void waitFor(String id) {
        await(id).atMost(PATIENCE).until(() -> onFx(() -> find(id).isPresent()));
    }

    private void press(String id) throws Exception {
        await(id)
                .atMost(PATIENCE)
                .until(() ->
                        onFx(() -> find(id).filter(node -> !node.isDisabled()).isPresent()));
        onFx(() -> {
            ((ButtonBase) find(id).orElseThrow()).fire();
            return true;
        });
    }

    private void type(String id, String text) throws Exception {
        waitFor(id);
        onFx(() -> {
            ((TextInputControl) find(id).orElseThrow()).setText(text);
            return true;
        });
    }

    private void capture(String name) throws Exception {
        settle();
        write(onFx(() -> stage.orElseThrow().getScene().snapshot(null)), name);
    }

    /** The window that popped up. */
    private void captureWindow(String name) throws Exception {
        settle();
        List<Window> popups = onFx(() -> Window.getWindows().stream()
                .filter(window -> !(window instanceof Stage))
                .toList());
        write(onFx(() -> popups.getLast().getScene().snapshot(null)), name);
        onFx(() -> {
            popups.getLast().hide();
            return true;
        });
    }

    private static void settle() throws Exception {
        FutureTask<Boolean> drawn = new FutureTask<>(() -> true);
        onFx(() -> {
            new AnimationTimer() {
                private int pulses;

                @Override
                public void handle(long now) {
                    pulses++;
                    if (pulses == SETTLED) {
                        stop();
                        drawn.run();
                    }
                }
            }.start();
            return true;
        });
        drawn.get();
    }

    private void write(WritableImage image, String name) throws IOException {
        int wide = (int) image.getWidth();
        int high = (int) image.getHeight();
        int[] pixels = new int[wide * high];
        image.getPixelReader().getPixels(0, 0, wide, high, PixelFormat.getIntArgbInstance(), pixels, 0, wide);
        BufferedImage picture = new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, wide, high, pixels, 0, wide);
        ImageIO.write(
                picture,
                "png",
                folder.resolve("wizard-network-" + name + "-" + theme + ".png").toFile());
    }

    private static <T> T onFx(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Platform.runLater(future);
        return future.get();
    }

    @Override
    public void open(Path identityFile, Optional<String> password) {}

    @Override
    public boolean canLeave() {
        return false;
    }

    @Override
    public void leave() {}

    @Override
    public Optional<Path> open(FileKind kind) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> save(FileKind kind, String name) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> folder() {
        return Optional.empty();
    }

    @Override
    public Optional<String> text() {
        return Optional.empty();
    }

    @Override
    public void put(String text) {}

    @Override
    public void close() {
        background.shutdownNow();
    }
}
