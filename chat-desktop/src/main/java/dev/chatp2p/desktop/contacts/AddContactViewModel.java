package dev.chatp2p.desktop.contacts;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Adds somebody by the name of their identity, whether they are online or not. FX thread only. */
@Singleton
public final class AddContactViewModel {

    private final ChatClient client;
    private final Navigation navigation;
    private final Texts texts;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final StringProperty identity = new SimpleStringProperty("");
    private final StringProperty displayName = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    @Inject
    public AddContactViewModel(ChatClient client, Navigation navigation, Texts texts) {
        this.client = client;
        this.navigation = navigation;
        this.texts = texts;
        identity.subscribe(() -> problem.set(""));
        navigation.onWish(wish -> {
            if (wish == Navigation.Wish.ADD_CONTACT) {
                show("");
            }
        });
    }

    public BooleanProperty shownProperty() {
        return shown;
    }

    /** The name of the identity, exactly as the network has it. */
    public StringProperty identityProperty() {
        return identity;
    }

    /** What they shall be called here; empty = by the name of their identity. */
    public StringProperty displayNameProperty() {
        return displayName;
    }

    /** Why nobody can be added so; empty if there is nothing to say. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Asks whom to add. */
    public void show(String name) {
        identity.set(name);
        displayName.set("");
        problem.set("");
        shown.set(true);
    }

    public void hide() {
        shown.set(false);
    }

    /** Adds them and shows the conversation, or says why not. */
    public void add() {
        String name = identity.get().strip();
        problem.set(problemWith(name).map(texts::of).orElse(""));
        if (!problem.get().isEmpty()) {
            return;
        }
        PeerId peer = new PeerId(name);
        String called = displayName.get().strip();
        client.contacts().change(peer, contact -> {
            Contact known = contact.withKnown(true);
            return called.isEmpty() ? known : known.withDisplayName(called);
        });
        hide();
        navigation.open(peer);
    }

    private Optional<String> problemWith(String name) {
        if (name.isEmpty()) {
            return Optional.of("addContact.noName");
        }
        if (!PeerId.isValid(name) || displayName.get().strip().length() > Contact.MAX_NAME) {
            return Optional.of("addContact.tooLong");
        }
        if (!DisplayText.name(name).equals(name)) {
            return Optional.of("addContact.invisible");
        }
        return client.self().filter(self -> self.name().equals(name)).map(self -> "addContact.self");
    }
}
