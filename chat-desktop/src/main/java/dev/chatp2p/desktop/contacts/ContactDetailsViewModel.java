package dev.chatp2p.desktop.contacts;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.wizard.PageWork;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page that tells what is known about whoever is selected, and lets it be changed. FX thread only. */
@Singleton
public final class ContactDetailsViewModel implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ContactDetailsViewModel.class);

    /** After the last key, before what was written is kept. */
    static final Duration PAUSE = Duration.ofMillis(500);

    private final ChatClient client;
    private final People people;
    private final ContactsViewModel contacts;
    private final Removals removals;
    private final Navigation navigation;
    private final FxBridge bridge;
    private final Timers timers;
    private final Texts texts;

    private final RouterNames routerNames;
    private final PageWork naming;
    private final ReadOnlyStringWrapper routers = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<ContactDetails> details = new ReadOnlyObjectWrapper<>(ContactDetails.EMPTY);
    private final StringProperty displayName = new SimpleStringProperty("");
    private final StringProperty notes = new SimpleStringProperty("");
    private final BooleanProperty askingToDelete = new SimpleBooleanProperty();
    private Optional<PeerId> shown = Optional.empty();
    private Subscription pause = () -> {};
    /** Whether the person has changed something that is not kept yet. */
    private boolean unsaved;
    /** Whether the fields are being filled, so that it is no change of the person's. */
    private boolean filling;

    private javafx.util.Subscription watching = javafx.util.Subscription.EMPTY;

    @Inject
    public ContactDetailsViewModel(
            ChatClient client,
            People people,
            ContactsViewModel contacts,
            Removals removals,
            Navigation navigation,
            FxBridge bridge,
            Timers timers,
            Texts texts,
            PageWork naming) {
        this.client = client;
        this.people = people;
        this.contacts = contacts;
        this.removals = removals;
        this.navigation = navigation;
        this.bridge = bridge;
        this.timers = timers;
        this.texts = texts;
        this.routerNames = new RouterNames(client, texts);
        this.naming = naming;
        displayName.subscribe(this::changed);
        notes.subscribe(this::changed);
        navigation.selectedProperty().subscribe(this::turn);
        navigation.pageProperty().subscribe(this::turn);
        people.listen(this::refresh);
    }

    public ReadOnlyObjectProperty<ContactDetails> detailsProperty() {
        return details.getReadOnlyProperty();
    }

    public ContactDetails details() {
        return details.get();
    }

    /** Through which routers they can be reached, as far as their names are known; may be empty. */
    public ReadOnlyStringProperty routersProperty() {
        return routers.getReadOnlyProperty();
    }

    /** What they are called here; empty = by their identity name. */
    public StringProperty displayNameProperty() {
        return displayName;
    }

    /** What is written down about them; kept when the person pauses. */
    public StringProperty notesProperty() {
        return notes;
    }

    /** Whether the person is asked if they really mean to delete. */
    public BooleanProperty askingToDeleteProperty() {
        return askingToDelete;
    }

    /** Keeps what is written at once. */
    public void save() {
        pause.close();
        if (unsaved) {
            unsaved = false;
            String name = limited(displayName.get().strip(), Contact.MAX_NAME);
            String text = limited(notes.get(), Contact.MAX_NOTES);
            shown.ifPresent(peer -> {
                // A name that a directory gives, and the person has left as it is, stays the directory's.
                boolean named = !name.equals(client.contacts().contact(peer).displayName());
                client.contacts()
                        .change(peer, contact -> (named ? contact.withDisplayName(name) : contact).withNotes(text));
            });
        }
    }

    private static String limited(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    public void setAnswering(Contact.Answering answering) {
        shown.filter(peer -> details().answering() != answering).ifPresent(peer -> {
            if (answering == Contact.Answering.BLOCKED) {
                people.row(peer).ifPresent(contacts::block);
            } else {
                client.contacts()
                        .change(
                                peer,
                                contact -> contact.withAnswering(answering)
                                        .withKnown(contact.known() || answering == Contact.Answering.ALWAYS));
            }
        });
    }

    /** Nothing of theirs is told outside the window any more, or again. */
    public void setMuted(boolean muted) {
        shown.ifPresent(peer -> client.contacts().change(peer, contact -> contact.withMuted(muted)));
    }

    /** Takes a stranger in among the people we know. */
    public void add() {
        shown.ifPresent(peer -> client.contacts().change(peer, contact -> contact.withKnown(true)));
    }

    public void call() {
        shown.ifPresent(peer -> {
            client.conversations().call(peer);
            navigation.open(peer);
        });
    }

    /** Back to the conversation, to write. */
    public void message() {
        shown.ifPresent(navigation::open);
    }

    /** Back to the conversation. */
    public void back() {
        navigation.turnTo(Navigation.Page.CONVERSATION);
    }

    /** Deletes the contact and the conversation; it can be undone for a while. */
    public void delete() {
        shown.ifPresent(peer -> {
            String told = texts.of("removal.deleted", details().name());
            pause.close();
            unsaved = false;
            if (people.standing(peer).call().state().isLive()) {
                client.conversations().hangUp(peer);
            }
            navigation.turnTo(Navigation.Page.CONVERSATION);
            navigation.leave();
            removals.remove(peer, told, () -> client.contacts().remove(peer));
        });
    }

    private void changed(String text) {
        if (!filling && shown.isPresent()) {
            unsaved = true;
            pause.close();
            pause = timers.after(PAUSE, bridge, this::save);
        }
    }

    private void turn() {
        Optional<PeerId> next = navigation.page() == Navigation.Page.CONTACT ? navigation.selected() : Optional.empty();
        if (next.equals(shown)) {
            return;
        }
        save();
        shown = next;
        askingToDelete.set(false);
        watching.unsubscribe();
        watching = next.flatMap(people::row)
                .map(row -> row.stateProperty().subscribe(this::refresh))
                .orElse(javafx.util.Subscription.EMPTY);
        refresh();
    }

    private void refresh() {
        shown.ifPresent(peer -> {
            ContactRow row = people.row(peer)
                    .orElseGet(() -> new ContactRow(client.contacts().contact(peer)));
            ContactDetails next = detailsOf(row);
            boolean elsewhere = !next.identity().equals(details().identity())
                    || !next.presence().equals(details().presence());
            details.set(next);
            if (elsewhere || (next.online() && routers.get().isEmpty())) {
                nameRouters(peer);
            }
            fill(row.contact());
        });
    }

    private void nameRouters(PeerId peer) {
        routers.set("");
        naming.start(
                progress -> routerNames.of(peer),
                routers::set,
                why -> log.warn("the names of routers could not be found", why));
    }

    private void fill(Contact contact) {
        if (unsaved) {
            return;
        }
        filling = true;
        displayName.set(contact.displayName());
        notes.set(contact.notes());
        filling = false;
    }

    private ContactDetails detailsOf(ContactRow row) {
        Contact contact = row.contact();
        Call call = people.standing(row.peer()).call();
        boolean online = row.routers() > 0;
        return new ContactDetails(
                RowWords.nameOf(contact),
                DisplayText.name(row.peer().name()),
                online,
                online ? texts.of("conversation.onlineThrough", row.routers()) : texts.of("presence.offline"),
                vouching(call),
                row.state().naming().isEmpty()
                        ? texts.of("vouching.listedHelp")
                        : row.state().naming(),
                DisplayText.line(contact.title(), Contact.MAX_NAME),
                contacts.warning(row),
                contact.known(),
                contact.answering(),
                contact.muted(),
                !call.state().isLive() && !contact.blocked());
    }

    private static ContactDetails.Vouching vouching(Call call) {
        return switch (call.state()) {
            case RINGING, INCOMING, CONNECTED ->
                call.peerVouched() ? ContactDetails.Vouching.VOUCHED : ContactDetails.Vouching.CLAIMED;
            case IDLE, DIALING, ENDED, DECLINED, MISSED -> ContactDetails.Vouching.LISTED;
        };
    }

    @Override
    public void close() {
        save();
        naming.cancel();
        watching.unsubscribe();
    }
}
