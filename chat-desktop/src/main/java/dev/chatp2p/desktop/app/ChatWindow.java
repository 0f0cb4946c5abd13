package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.Language;
import dev.chatp2p.desktop.common.NextFrame;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.Theme;
import dev.chatp2p.desktop.settings.OwnIdentity;
import dev.chatp2p.setup.wizard.Remembering;
import dev.chatp2p.setup.wizard.Wizard;
import dev.chatp2p.setup.wizard.WizardHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One window: the wizard, if there is no identity or it cannot be used, then the chat. It owns the chat client that it opens.
 * FX thread only.
 */
final class ChatWindow {

    private static final Logger log = LoggerFactory.getLogger(ChatWindow.class);

    static final double WIDTH = 900;
    private static final double HEIGHT = 600;
    private static final double LEAST_WIDTH = 640;
    private static final double LEAST_HEIGHT = 480;

    /** How long nothing is told of an identity that is being opened; mostly it is open then. */
    private static final Duration OPENING_PATIENCE = Duration.ofMillis(400);

    private final Stage stage;
    private final WindowSpec spec;
    private final WindowSurroundings surroundings;
    private final Texts texts;
    private final Runnable onHidden;
    private final StackPane root = new StackPane();
    private final Scene scene = new Scene(root, WIDTH, HEIGHT);
    /** The window itself, until it is closed, and what it has begun in the background. */
    private final Unfinished unfinished;

    /** What Cancel in the wizard opens when there is no chat to go back to. */
    private Optional<Credentials> instead;

    private Optional<OpenChat> chat = Optional.empty();
    private Subscription title = Subscription.EMPTY;
    private dev.chatp2p.core.concurrent.Subscription settings = () -> {};
    /** Until it is told that an identity is being opened. */
    private dev.chatp2p.core.concurrent.Subscription opening = () -> {};

    private Optional<Wizard> wizard = Optional.empty();
    /** Lies above everything until the person has seen it. */
    private Optional<CrashView> crash = Optional.empty();

    private boolean closed;

    /**
     * @param onHidden called once when the person has closed the window
     * @param onClosed called once when everything it began has ended too, on any thread
     */
    ChatWindow(Stage stage, WindowSpec spec, WindowSurroundings surroundings, Runnable onHidden, Runnable onClosed) {
        this.stage = stage;
        this.spec = spec;
        this.surroundings = surroundings;
        this.texts = surroundings.texts();
        this.onHidden = onHidden;
        this.unfinished = new Unfinished(onClosed);
        this.instead = spec.file().flatMap(file -> spec.credentials());
        unfinished.begin();
        scene.addEventFilter(
                KeyEvent.ANY,
                event -> chat.filter(open -> open.view().isVisible()).ifPresent(open -> open.handle(event)));
    }

    void show() {
        surroundings.theme().applyTo(scene);
        stage.setScene(scene);
        stage.setTitle(texts.of("window.titleNameless"));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setOnHidden(event -> close());
        if (spec.file().isPresent()) {
            begin(spec.file().get());
        } else {
            spec.credentials().ifPresentOrElse(credentials -> open(credentials, Remembering.NEVER), this::showWizard);
        }
        stage.show();
        // Takes its time, and meanwhile the identity is being opened.
        surroundings.bridge().execute(this::makeIcons);
    }

    /** The window's own, and the font of those in all views. */
    private void makeIcons() {
        stage.getIcons().setAll(WindowIcon.inAllSizes());
        FontIcon any = new FontIcon("mdi2m-message-text-outline");
        log.debug("icons are drawn with {}", any.getFont().getName());
    }

    Stage stage() {
        return stage;
    }

    /** Comes to the front, and opens what was handed over. */
    void take(HandOver what) {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
        what.file().ifPresent(this::begin);
    }

    private void begin(Path file) {
        showWizard().open(file);
        tellOnceDrawn("a file that was named is being opened");
    }

    /**
     * Tells the person that the program failed the last time.
     *
     * @param onSeen called once they know
     */
    void tellOf(CrashReports.Report report, Runnable onSeen) {
        CrashView told = new CrashView(report, texts, new SystemClipboard(), () -> {
            crash.ifPresent(root.getChildren()::remove);
            crash = Optional.empty();
            root.requestFocus();
            onSeen.run();
        });
        crash = Optional.of(told);
        root.getChildren().add(told);
        told.focus();
    }

    /**
     * Shows this and nothing else. A chat that goes on stays in the scene, unseen: taken out and put back, a label whose
     * graphic has colours of ours makes JavaFX complain.
     */
    private void show(Node view) {
        opening.close();
        Optional<Node> running = chat.map(OpenChat::view);
        root.getChildren()
                .removeIf(other -> !other.equals(view)
                        && running.filter(other::equals).isEmpty()
                        && crash.filter(other::equals).isEmpty());
        running.ifPresent(chatView -> chatView.setVisible(chatView.equals(view)));
        if (!root.getChildren().contains(view)) {
            root.getChildren().add(view);
        }
        crash.ifPresent(told -> {
            told.toFront();
            told.focus();
        });
    }

    /** Shows the wizard; the chat goes on, unseen, until there is another identity. */
    void askForAnother() {
        showWizard();
    }

    private Wizard showWizard() {
        Wizard shown = wizard.orElseGet(() -> surroundings.wizards().make(stage, new Host()));
        wizard = Optional.of(shown);
        chat.ifPresent(OpenChat::outOfSight);
        show(shown.view());
        tellOnceDrawn("the wizard is there");
        return shown;
    }

    /** Opens an identity. Should that fail, a chat that goes on is still there to go back to. */
    private void open(Credentials credentials, Remembering remembering) {
        tellOfOpening(credentials);
        unfinished.begin();
        surroundings.background().execute(() -> {
            try {
                if (remembering == Remembering.AT_ONCE) {
                    remember(credentials);
                }
                if (EarlyClient.lacksPassword(credentials)) {
                    surroundings.bridge().execute(() -> askForPassword(credentials));
                    return;
                }
                ChatClient client = spec.opener().open(credentials);
                if (remembering == Remembering.ONCE_USABLE) {
                    remember(credentials);
                }
                surroundings.bridge().execute(() -> opened(client, credentials));
            } catch (LinkException e) {
                surroundings.bridge().execute(() -> failed(e.sentence()));
            } catch (RuntimeException e) {
                log.error("an identity could not be opened", e);
                surroundings.bridge().execute(() -> failed(texts.of("opening.unexpected")));
            }
        });
    }

    /** What is usually over in a moment is told only if it is not. */
    private void tellOfOpening(Credentials credentials) {
        Runnable tell = () -> show(new OpeningView(texts.of("opening.busy", nameOf(credentials))));
        if (root.getChildren().isEmpty()) {
            opening = surroundings.timers().after(OPENING_PATIENCE, surroundings.bridge(), tell);
        } else {
            tell.run();
        }
    }

    private void remember(Credentials credentials) {
        if (credentials instanceof Credentials.IdentityFile file) {
            surroundings.identity().remember(file.path());
        }
    }

    private void askForPassword(Credentials credentials) {
        if (!closed && credentials instanceof Credentials.IdentityFile file) {
            showWizard().askForPassword(file.path());
        }
        unfinished.end();
    }

    private static String nameOf(Credentials credentials) {
        return DisplayText.name(
                switch (credentials) {
                    case Credentials.IdentityFile file ->
                        Optional.ofNullable(file.path().getFileName())
                                .orElse(file.path())
                                .toString();
                    case Credentials.Name name -> name.peer().name();
                });
    }

    private void failed(String sentence) {
        if (!closed) {
            showWizard().explain(sentence);
        }
        unfinished.end();
    }

    private void opened(ChatClient client, Credentials credentials) {
        if (closed) {
            inBackground(client::close);
        } else {
            leaveChat();
            instead = Optional.empty();
            ChatSettings wishes = client.settings().settings();
            theme(wishes);
            showChat(view(client, identityOf(credentials), wishes));
            settings = surroundings.bridge().latest(client.settings()::observe, this::settingsChanged);
        }
        unfinished.end();
    }

    private OpenChat view(ChatClient client, OwnIdentity identity, ChatSettings wishes) {
        Language language = systemLanguage().orChosen(wishes.language());
        return new OpenChat(client, surroundings, stage, this::askForAnother, identity, language);
    }

    private Language systemLanguage() {
        return new Language(surroundings.texts(), Locale.getDefault(Locale.Category.FORMAT));
    }

    private OwnIdentity identityOf(Credentials credentials) {
        return switch (credentials) {
            case Credentials.IdentityFile file ->
                new IdentityInUse(file, surroundings.identity(), spec.opener(), afterwards -> {
                    leaveChat(afterwards);
                    showWizard();
                });
            case Credentials.Name name -> OwnIdentity.ofName();
        };
    }

    private void theme(ChatSettings wishes) {
        surroundings.theme().applyTo(scene, wishes.appearance());
    }

    /** The look changes as it is; another language needs the views made anew. */
    private void settingsChanged(ChatSettings newest) {
        theme(newest);
        chat.ifPresent(before -> {
            Language wanted = systemLanguage().orChosen(newest.language());
            if (!wanted.locale().equals(before.language().locale())) {
                OpenChat next = view(before.client(), before.identity(), newest);
                boolean shown = before.view().isVisible();
                title.unsubscribe();
                before.leave();
                root.getChildren().remove(before.view());
                chat = Optional.of(next);
                if (shown) {
                    showChat(next);
                }
                next.resume(before); // once it is in the scene, so that it can have the keyboard focus
            }
        });
    }

    private void showChat(OpenChat shown) {
        wizard.ifPresent(ended -> ended.close(() -> {}));
        wizard = Optional.empty();
        chat = Optional.of(shown);
        shown.lookedAt(stage.focusedProperty());
        title.unsubscribe();
        title = shown.ownName()
                .subscribe(name -> showTitle(shown))
                .and(shown.unread().subscribe(count -> showTitle(shown)));
        turn(shown.language().texts().isRightToLeft());
        show(shown.view());
        tellOnceDrawn("the list of people is there");
    }

    /** For whoever measures how long a start takes, or looks from outside how far it is. */
    private void tellOnceDrawn(String what) {
        NextFrame.after(scene, () -> log.info(what));
    }

    private void turn(boolean rightToLeft) {
        scene.setNodeOrientation(rightToLeft ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
        root.getStyleClass().remove(Theme.RIGHT_TO_LEFT);
        if (rightToLeft) {
            root.getStyleClass().add(Theme.RIGHT_TO_LEFT);
        }
    }

    private void showTitle(OpenChat shown) {
        String name = shown.ownName().getValue();
        int unread = shown.unread().getValue().intValue();
        Texts words = shown.language().texts();
        if (name.isEmpty()) {
            stage.setTitle(words.of("window.titleNameless"));
        } else {
            stage.setTitle(unread == 0 ? words.of("window.title", name) : words.of("window.titleUnread", name, unread));
        }
    }

    private void leaveChat() {
        leaveChat(() -> {});
    }

    /** @param afterwards done in the background, when the client is closed */
    private void leaveChat(Runnable afterwards) {
        title.unsubscribe();
        settings.close();
        chat.map(OpenChat::leave)
                .ifPresent(client -> inBackground(() -> {
                    client.close();
                    afterwards.run();
                }));
        chat = Optional.empty();
        stage.setTitle(texts.of("window.titleNameless"));
    }

    private void close() {
        if (closed) {
            return;
        }
        closed = true;
        onHidden.run();
        leaveChat();
        wizard.ifPresent(open -> {
            unfinished.begin();
            open.close(unfinished::end);
        });
        unfinished.end();
    }

    private void inBackground(Runnable task) {
        unfinished.begin();
        surroundings.background().execute(() -> {
            try {
                task.run();
            } finally {
                unfinished.end();
            }
        });
    }

    /** What the wizard sees of the window. */
    private final class Host implements WizardHost {

        @Override
        public void open(Path identityFile, Optional<String> password, Remembering remembering) {
            Credentials credentials = new Credentials.IdentityFile(identityFile, password);
            if (!closed) {
                ChatWindow.this.open(credentials, remembering);
            } else if (remembering == Remembering.AT_ONCE) {
                // Joining went on after the window was closed.
                inBackground(() -> remember(credentials));
            }
        }

        @Override
        public Locale language() {
            return chat.map(open -> open.language().locale()).orElseGet(WizardHost.super::language);
        }

        @Override
        public boolean canLeave() {
            return chat.isPresent() || instead.isPresent();
        }

        @Override
        public void leave() {
            if (chat.isPresent()) {
                showChat(chat.get());
            } else if (instead.isPresent()) {
                Credentials credentials = instead.get();
                instead = Optional.empty();
                ChatWindow.this.open(credentials, Remembering.NEVER);
            }
        }
    }
}
