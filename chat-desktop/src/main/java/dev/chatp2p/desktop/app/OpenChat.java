package dev.chatp2p.desktop.app;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.desktop.common.IdentityChange;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.ViewLoader;
import dev.chatp2p.desktop.contacts.ContactsViewModel;
import dev.chatp2p.desktop.conversation.ComposerViewModel;
import dev.chatp2p.desktop.conversation.ConversationActionsModel;
import dev.chatp2p.desktop.conversation.ConversationSearchModel;
import dev.chatp2p.desktop.conversation.ConversationViewModel;
import dev.chatp2p.desktop.conversation.ConversationsModel;
import dev.chatp2p.desktop.secondfactor.CodeQuestionViewModel;
import dev.chatp2p.desktop.secondfactor.SecondFactorViewModel;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.stage.Window;

/** A chat client with everything a window shows of it. FX thread only. */
final class OpenChat {

    private final ChatClient client;
    private final Injector injector;
    private final Parent view;

    OpenChat(ChatClient client, WindowSurroundings surroundings, Window window, IdentityChange identityChange) {
        this.client = client;
        this.injector = Guice.createInjector(new WindowModule(client, surroundings, window, identityChange));
        this.view = injector.getInstance(ViewLoader.class).load(MainView.class);
    }

    /** Its controls, whether they are shown or not. */
    Parent view() {
        return view;
    }

    /** What this identity is called; empty until the network has said so. */
    ObservableValue<String> ownName() {
        return injector.getInstance(ContactsViewModel.class).ownNameProperty();
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

    /** Ends the view models; what is left is the client, which the caller closes off the FX thread. */
    ChatClient leave() {
        outOfSight();
        injector.getInstance(SecondFactorViewModel.class).close();
        injector.getInstance(CodeQuestionViewModel.class).close();
        injector.getInstance(ContactsViewModel.class).close();
        injector.getInstance(ConversationSearchModel.class).close();
        injector.getInstance(ConversationActionsModel.class).close();
        injector.getInstance(ComposerViewModel.class).close();
        injector.getInstance(ConversationViewModel.class).close();
        injector.getInstance(ConversationsModel.class).close();
        return client;
    }
}
