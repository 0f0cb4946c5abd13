package dev.chatp2p.desktop.app;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.desktop.call.CallBarViewModel;
import dev.chatp2p.desktop.common.IdentityChange;
import dev.chatp2p.desktop.common.Language;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Shortcuts;
import dev.chatp2p.desktop.contacts.ContactDetailsViewModel;
import dev.chatp2p.desktop.contacts.ContactsViewModel;
import dev.chatp2p.desktop.conversation.ComposerViewModel;
import dev.chatp2p.desktop.conversation.ConversationActionsModel;
import dev.chatp2p.desktop.conversation.ConversationSearchModel;
import dev.chatp2p.desktop.conversation.ConversationViewModel;
import dev.chatp2p.desktop.conversation.ConversationsModel;
import dev.chatp2p.desktop.help.HelpView;
import dev.chatp2p.desktop.notification.NotificationsModel;
import dev.chatp2p.desktop.notification.NotificationsView;
import dev.chatp2p.desktop.secondfactor.CodeQuestionViewModel;
import dev.chatp2p.desktop.secondfactor.SecondFactorViewModel;
import dev.chatp2p.desktop.settings.DirectoriesViewModel;
import dev.chatp2p.desktop.settings.IdentityViewModel;
import dev.chatp2p.desktop.settings.NetworkStatusViewModel;
import dev.chatp2p.desktop.settings.OwnIdentity;
import dev.chatp2p.desktop.settings.SettingsViewModel;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;

/** A chat client with everything a window shows of it. FX thread only. */
final class OpenChat {

    /** What holds on to services, in the order in which it ends. */
    private static final List<Class<? extends AutoCloseable>> MODELS = List.of(
            NotificationsModel.class,
            NetworkStatusViewModel.class,
            IdentityViewModel.class,
            SettingsViewModel.class,
            DirectoriesViewModel.class,
            SecondFactorViewModel.class,
            CodeQuestionViewModel.class,
            CallBarViewModel.class,
            ContactDetailsViewModel.class,
            ContactsViewModel.class,
            ConversationSearchModel.class,
            ConversationActionsModel.class,
            ComposerViewModel.class,
            ConversationViewModel.class,
            ConversationsModel.class);

    private final ChatClient client;
    private final OwnIdentity identity;
    private final Language language;
    private final Injector injector;
    private final HelpView help;
    private final StackPane view = new StackPane();

    OpenChat(
            ChatClient client,
            WindowSurroundings surroundings,
            Window window,
            IdentityChange identityChange,
            OwnIdentity identity,
            Language language) {
        this.client = client;
        this.identity = identity;
        this.language = language;
        this.injector = Guice.createInjector(
                new WindowModule(client, surroundings, window, identityChange, identity, language));
        // They hear what is wished for before their views are made.
        MODELS.forEach(injector::getInstance);
        // Not by the injector, which would look through all methods of its superclasses for something to inject.
        help = new HelpView(language.texts(), injector.getInstance(Navigation.class));
        view.getChildren().setAll(injector.getInstance(MainView.class).root(), help);
        injector.getInstance(NotificationsView.class).start();
    }

    ChatClient client() {
        return client;
    }

    OwnIdentity identity() {
        return identity;
    }

    Language language() {
        return language;
    }

    /** Its controls, whether they are shown or not. */
    Parent view() {
        return view;
    }

    /** A key was pressed or typed somewhere in the window, which may have nothing that has the keyboard focus. */
    void handle(KeyEvent event) {
        help.handle(event);
        if (!event.isConsumed() && event.getEventType() == KeyEvent.KEY_PRESSED && Shortcuts.SETTINGS.match(event)) {
            injector.getInstance(SettingsViewModel.class).toggle();
            event.consume();
        }
    }

    /** What this identity is called; empty until the network has said so. */
    ObservableValue<String> ownName() {
        return injector.getInstance(ContactsViewModel.class).ownNameProperty();
    }

    /** How much is unread. */
    ObservableValue<Number> unread() {
        return injector.getInstance(NotificationsModel.class).unreadProperty();
    }

    /** From now on, what is shown counts as read while the window has the focus. */
    void lookedAt(ObservableValue<Boolean> windowFocused) {
        injector.getInstance(Navigation.class).focusedProperty().bind(windowFocused);
    }

    /** Nobody sees it until it is looked at again. */
    void outOfSight() {
        injector.getInstance(Navigation.class).focusedProperty().unbind();
        injector.getInstance(Navigation.class).focusedProperty().set(false);
    }

    /** Shows what another view of the same client has shown. */
    void resume(OpenChat other) {
        injector.getInstance(SettingsViewModel.class)
                .sectionProperty()
                .set(other.injector
                        .getInstance(SettingsViewModel.class)
                        .sectionProperty()
                        .get());
        injector.getInstance(Navigation.class).resume(other.injector.getInstance(Navigation.class));
    }

    /** Ends the view models; what is left is the client, which the caller closes off the FX thread. */
    ChatClient leave() {
        outOfSight();
        MODELS.forEach(this::close);
        return client;
    }

    private void close(Class<? extends AutoCloseable> model) {
        try {
            injector.getInstance(model).close();
        } catch (Exception e) {
            throw new IllegalStateException(model.getSimpleName(), e);
        }
    }
}
