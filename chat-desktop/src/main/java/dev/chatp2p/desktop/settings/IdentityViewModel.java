package dev.chatp2p.desktop.settings;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.conversation.Conversation;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.IdentityChange;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.setup.wizard.PageWork;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who we are, and how to be somebody else or nobody any more. FX thread only. */
@Singleton
public final class IdentityViewModel implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(IdentityViewModel.class);

    /** Longest path that is shown, in UTF-16 units. */
    private static final int MAX_PATH = 400;

    /** How long the deletion of one conversation may take. */
    private static final long PATIENCE_SECONDS = 10;

    private final ChatClient client;
    private final OwnIdentity identity;
    private final IdentityChange change;
    private final Navigation navigation;
    private final TimeLabels times;
    private final Texts texts;
    private final PageWork reading;
    private final PageWork forgetting;
    private final Subscription subscription;

    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper validity = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final BooleanProperty historyToo = new SimpleBooleanProperty();
    private final BooleanProperty fileToo = new SimpleBooleanProperty();

    @Inject
    public IdentityViewModel(
            ChatClient client,
            OwnIdentity identity,
            IdentityChange change,
            Navigation navigation,
            FxBridge bridge,
            TimeLabels times,
            Texts texts,
            PageWork reading,
            PageWork forgetting) {
        this.client = client;
        this.identity = identity;
        this.change = change;
        this.navigation = navigation;
        this.times = times;
        this.texts = texts;
        this.reading = reading;
        this.forgetting = forgetting;
        this.subscription = bridge.latest(client::observeStatus, this::statusChanged);
        navigation.pageProperty().subscribe(this::lookAgain);
    }

    private void statusChanged(OverlayStatus newest) {
        name.set(client.self().map(self -> DisplayText.name(self.name())).orElse(""));
    }

    /** A certificate is renewed now and then. */
    private void lookAgain(Navigation.Page page) {
        if (page != Navigation.Page.SETTINGS) {
            cancelForgetting();
        } else if (identity.file().isPresent()) {
            reading.start(
                    progress -> identity.validUntil(),
                    this::showValidity,
                    why -> log.warn("the certificate cannot be looked at", why));
        }
    }

    private void showValidity(Optional<Instant> until) {
        validity.set(until.map(end -> texts.of("settings.validUntil", times.dateOf(end)))
                .orElse(""));
    }

    /** Our name; empty until the network has told it. */
    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    /** Where the identity file is; empty if there is none. */
    public String file() {
        return identity.file()
                .map(file -> DisplayText.line(file.toString(), MAX_PATH))
                .orElse("");
    }

    /** Until when the certificate is valid, in words; may be empty. */
    public ReadOnlyStringProperty validityProperty() {
        return validity.getReadOnlyProperty();
    }

    public boolean hasSecondFactor() {
        return client.secondFactor().isPresent();
    }

    /** Opens the page of the second factor. */
    public void openSecondFactor() {
        navigation.showSecondFactor();
    }

    /** Asks for another identity; this one stays until there is one. */
    public void useAnother() {
        change.askForAnother();
    }

    // ---- forgetting

    /** Whether it can be forgotten: only what is remembered. */
    public boolean canForget() {
        return identity.file().isPresent();
    }

    /** Whether the person is being asked what is to be forgotten. */
    public ReadOnlyBooleanProperty askingProperty() {
        return asking.getReadOnlyProperty();
    }

    /** Whether conversations and contacts go as well. */
    public BooleanProperty historyTooProperty() {
        return historyToo;
    }

    /** Whether the file with the private key goes as well, which nobody can undo. */
    public BooleanProperty fileTooProperty() {
        return fileToo;
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Why it did not work; empty if nothing is wrong. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Begins to ask. Nothing is ticked at first. */
    public void askToForget() {
        historyToo.set(false);
        fileToo.set(false);
        problem.set("");
        asking.set(true);
    }

    /** The person has changed their mind. */
    public void cancelForgetting() {
        if (!busy.get()) {
            asking.set(false);
        }
    }

    /** Forgets what was ticked, and the identity in any case, and leaves the chat. */
    public void forget() {
        boolean withHistory = historyToo.get();
        boolean withFile = fileToo.get();
        busy.set(true);
        problem.set("");
        forgetting.start(
                progress -> {
                    if (withHistory) {
                        deleteEverything();
                    }
                    identity.forget(withHistory, withFile);
                    return true;
                },
                done -> {
                    busy.set(false);
                    asking.set(false);
                    identity.leave();
                },
                why -> {
                    log.warn("an identity could not be forgotten", why);
                    busy.set(false);
                    problem.set(texts.of("settings.notForgotten"));
                });
    }

    private void deleteEverything() throws Exception {
        for (Conversation conversation : client.conversations().conversations()) {
            client.conversations()
                    .delete(conversation.peer(), Set.of())
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        for (Contact contact : client.contacts().contacts()) {
            client.contacts().remove(contact.id());
        }
    }

    @Override
    public void close() {
        subscription.close();
        reading.cancel();
    }
}
