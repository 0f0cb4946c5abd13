package dev.chatp2p.desktop.app;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.ViewLoader;
import dev.chatp2p.desktop.contacts.ContactsViewModel;
import dev.chatp2p.desktop.conversation.ConversationViewModel;
import dev.chatp2p.desktop.conversation.ConversationsModel;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One window: first the question for an identity, if there is none or it cannot be used, then the chat. It owns the chat
 * client that it opens. FX thread only.
 */
final class ChatWindow {

    private static final Logger log = LoggerFactory.getLogger(ChatWindow.class);

    static final double WIDTH = 900;
    private static final double HEIGHT = 600;
    private static final double LEAST_WIDTH = 640;
    private static final double LEAST_HEIGHT = 480;

    private final Stage stage;
    private final WindowSpec spec;
    private final WindowSurroundings surroundings;
    private final Texts texts;
    private final Runnable onHidden;
    private final Runnable onClosed;
    private final Scene scene;
    private final WelcomeViewModel welcome;

    private Optional<Injector> chat = Optional.empty();
    private boolean opening;
    private boolean closed;

    /**
     * @param onHidden called once when the person has closed the window
     * @param onClosed called once when its client is closed too, on any thread
     */
    ChatWindow(Stage stage, WindowSpec spec, WindowSurroundings surroundings, Runnable onHidden, Runnable onClosed) {
        this.stage = stage;
        this.spec = spec;
        this.surroundings = surroundings;
        this.texts = surroundings.texts();
        this.onHidden = onHidden;
        this.onClosed = onClosed;
        this.welcome = new WelcomeViewModel(surroundings.pickers().apply(stage), texts, this::open);
        this.scene = new Scene(loadWelcome(), WIDTH, HEIGHT);
    }

    void show() {
        surroundings.theme().applyTo(scene);
        stage.setScene(scene);
        stage.setTitle(texts.of("window.titleNameless"));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setOnHidden(event -> close());
        stage.show();
        spec.credentials().ifPresent(this::open);
    }

    Stage stage() {
        return stage;
    }

    private Parent loadWelcome() {
        return new ViewLoader(type -> new WelcomeView(welcome, texts), texts).load(WelcomeView.class);
    }

    private void open(Credentials credentials) {
        opening = true;
        welcome.opening(credentials);
        surroundings.background().execute(() -> {
            try {
                ChatClient client = spec.opener().open(credentials);
                surroundings.bridge().execute(() -> opened(client));
            } catch (LinkException e) {
                surroundings.bridge().execute(() -> failed(e.sentence()));
            } catch (RuntimeException e) {
                log.error("an identity could not be opened", e);
                surroundings.bridge().execute(() -> failed(texts.of("welcome.unexpected")));
            }
        });
    }

    private void failed(String sentence) {
        opening = false;
        if (closed) {
            onClosed.run();
        } else {
            welcome.failed(sentence);
        }
    }

    private void opened(ChatClient client) {
        opening = false;
        if (closed) {
            closeInBackground(client, onClosed);
            return;
        }
        Injector injector = Guice.createInjector(new WindowModule(client, surroundings, this::askForAnother));
        chat = Optional.of(injector);
        injector.getInstance(Navigation.class).focusedProperty().bind(stage.focusedProperty());
        injector.getInstance(ContactsViewModel.class).ownNameProperty().subscribe(this::showTitle);
        scene.setRoot(injector.getInstance(ViewLoader.class).load(MainView.class));
    }

    private void showTitle(String name) {
        stage.setTitle(name.isEmpty() ? texts.of("window.titleNameless") : texts.of("window.title", name));
    }

    private void askForAnother() {
        leaveChat().ifPresent(client -> closeInBackground(client, () -> {}));
        stage.setTitle(texts.of("window.titleNameless"));
        scene.setRoot(loadWelcome());
        welcome.choose();
    }

    private void close() {
        if (closed) {
            return;
        }
        closed = true;
        onHidden.run();
        Optional<ChatClient> client = leaveChat();
        if (client.isPresent()) {
            closeInBackground(client.get(), onClosed);
        } else if (!opening) {
            onClosed.run();
        }
    }

    /** Ends the view models; what is left is the client. */
    private Optional<ChatClient> leaveChat() {
        Optional<ChatClient> client = chat.map(injector -> {
            injector.getInstance(Navigation.class).focusedProperty().unbind();
            injector.getInstance(ContactsViewModel.class).close();
            injector.getInstance(ConversationViewModel.class).close();
            injector.getInstance(ConversationsModel.class).close();
            return injector.getInstance(ChatClient.class);
        });
        chat = Optional.empty();
        return client;
    }

    private void closeInBackground(ChatClient client, Runnable whenDone) {
        surroundings.background().execute(() -> {
            try {
                client.close();
            } finally {
                whenDone.run();
            }
        });
    }
}
