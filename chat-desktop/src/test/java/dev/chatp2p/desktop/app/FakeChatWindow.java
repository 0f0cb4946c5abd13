package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.settings.ChatSettings.Notifications;
import dev.chatp2p.desktop.FakeChat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.testfx.api.FxToolkit;
import org.testfx.robot.Motion;

/** A real window over a {@link FakeChat}: whatever a service could tell can be shown at once. */
final class FakeChatWindow extends WindowRobot implements AutoCloseable {

    final FakeChat chat = new FakeChat();
    final ChatWindow window;

    /** What is remembered from one window to the next. */
    final Path folder;

    private final ExecutorService background = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("fake-chat-task-", 0).factory());
    private final ChatWindows windows;

    FakeChatWindow(Locale language) throws TimeoutException {
        this(language, Path.of("unused"));
    }

    FakeChatWindow(Locale language, Path folder) throws TimeoutException {
        this.folder = folder;
        FxToolkit.registerPrimaryStage();
        // The headless screen cannot draw what slides in from beyond its edge.
        chat.settings().change(settings -> settings.with(new Notifications(false, false, false, false)));
        WindowSpec spec = new WindowSpec(Optional.of(new Credentials.Name(new PeerId("alice"))), credentials -> chat);
        windows = onFx(() -> new ChatWindows(
                List.of(spec), ChatOnly.surroundings(language, folder, background, new SystemTimers())));
        window = onFx(() -> windows.open().getFirst());
        await("the chat is shown")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions() // the first window of a process takes its time
                .until(() -> onFx(() -> find(window, ".contacts-pane").isPresent()));
    }

    /** Lets the services tell something. */
    void tell(Consumer<FakeChat> news) {
        onFx(() -> {
            news.accept(chat);
            return true;
        });
    }

    /** Makes somebody one of the people we know. */
    void know(String name) {
        tell(services -> services.contacts().change(new PeerId(name), contact -> contact.withKnown(true)));
    }

    Optional<Node> row(String beginning) {
        return rowThatSays(window, beginning);
    }

    void clickRow(String beginning) {
        waitFor(window, () -> row(beginning).isPresent());
        robot.clickOn(onFx(() -> row(beginning).orElseThrow()), Motion.DIRECT);
    }

    @Override
    public void close() {
        onFx(() -> {
            window.stage().hide();
            return true;
        });
        await("the client closes").atMost(PATIENCE).until(() -> windows.awaitClosed(0, TimeUnit.SECONDS));
        background.shutdownNow();
    }
}
