package dev.chatp2p.setup.wizard;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.setup.plan.FakeManagement;
import dev.chatp2p.setup.plan.NetworkProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A wizard without controls, on a thread that stands for the FX thread, with a fake of all it reaches out to. */
final class WizardFixture implements AutoCloseable, WizardHost, FileDialogs, TextClipboard {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final FakeEnroller enroller = new FakeEnroller();
    final FakeControllers controllers = new FakeControllers();
    final List<Path> opened = new ArrayList<>();
    final List<String> passwords = new ArrayList<>();
    final List<Remembering> remembering = new ArrayList<>();
    final WizardTexts texts = WizardTexts.in(Locale.UK);
    final WizardModel wizard;

    /** What the next dialog answers. */
    Optional<Path> choice = Optional.empty();

    Optional<String> clipboard = Optional.empty();
    boolean hasChat;
    int left;

    private final ExecutorService fx = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("fx-of-test").factory());
    private final ExecutorService background = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("background-of-test-", 0).factory());

    WizardFixture(Path folder) {
        WizardSurroundings surroundings = new WizardSurroundings(
                fx,
                background,
                InstantSource.fixed(NOW),
                ZoneOffset.UTC,
                texts,
                this,
                this,
                new IdentityFolder(folder),
                enroller,
                controllers,
                management -> new NetworkProvisioner(management, InstantSource.fixed(FakeManagement.NOW)));
        wizard = onFx(() -> new WizardModel(surroundings, this));
    }

    /** Runs something on the thread that stands for the FX thread. */
    <T> T onFx(Callable<T> task) {
        try {
            return fx.submit(task).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void run(Runnable task) {
        onFx(() -> {
            task.run();
            return true;
        });
    }

    /** The page that is shown, which must be of that kind. */
    <T extends PageModel> T page(Class<T> type) {
        return onFx(() -> type.cast(wizard.page()));
    }

    /** The page that is shown, as the first one; on the FX thread. */
    StartModel start() {
        return (StartModel) wizard.page();
    }

    boolean shows(Class<? extends PageModel> type) {
        return onFx(() -> type.isInstance(wizard.page()));
    }

    void waitFor(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(() -> onFx(condition));
    }

    @Override
    public void open(Path identityFile, Optional<String> password, Remembering wanted) {
        remembering.add(wanted);
        opened.add(identityFile);
        passwords.addAll(password.stream().toList());
    }

    @Override
    public boolean canLeave() {
        return hasChat;
    }

    @Override
    public void leave() {
        left++;
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
        background.shutdownNow();
        // Its tasks tell the other thread how they ended.
        background.close();
        fx.shutdownNow();
    }
}
