package dev.chatp2p.desktop;

import dev.chatp2p.core.concurrent.VirtualTimers;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.desktop.call.CallBarViewModel;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.contacts.AddContactViewModel;
import dev.chatp2p.desktop.contacts.ContactDetailsViewModel;
import dev.chatp2p.desktop.contacts.ContactsViewModel;
import dev.chatp2p.desktop.contacts.People;
import dev.chatp2p.desktop.contacts.QuickSwitchViewModel;
import dev.chatp2p.desktop.contacts.Removals;
import dev.chatp2p.desktop.conversation.ComposerViewModel;
import dev.chatp2p.desktop.conversation.ConversationActionsModel;
import dev.chatp2p.desktop.conversation.ConversationSearchModel;
import dev.chatp2p.desktop.conversation.ConversationViewModel;
import dev.chatp2p.desktop.conversation.ConversationsModel;
import dev.chatp2p.desktop.conversation.MessagesModel;
import dev.chatp2p.setup.wizard.PageWork;
import java.time.ZoneOffset;
import java.util.Locale;

/** The view models of one window over a {@link FakeChat}, without a toolkit: events arrive on the test's own thread. */
public final class ModelFixture {

    public static final PeerId BOB = new PeerId("bob");
    public static final PeerId CAROL = new PeerId("carol");

    public final FakeChat chat = new FakeChat();
    public final VirtualTimers timers = new VirtualTimers();
    public final Navigation navigation = new Navigation();
    public final Texts texts = Texts.in(Locale.ENGLISH);
    public final TimeLabels times = new TimeLabels(timers, ZoneOffset.UTC, Locale.UK, texts);
    public final FxBridge bridge = new FxBridge(Runnable::run);
    public final ConversationsModel conversations = new ConversationsModel(chat.conversations(), bridge);
    public final People people = new People(chat, conversations, bridge, times, texts);
    public final Removals removals = new Removals(chat, bridge, timers);
    public final ContactsViewModel contacts =
            new ContactsViewModel(chat, people, removals, navigation, bridge, timers, times, texts);
    public final ContactDetailsViewModel details = new ContactDetailsViewModel(
            chat, people, contacts, removals, navigation, bridge, timers, texts, new PageWork(Runnable::run, bridge));
    public final QuickSwitchViewModel quickSwitch = new QuickSwitchViewModel(people, navigation);
    public final AddContactViewModel addContact = new AddContactViewModel(chat, navigation, texts);
    public final MessagesModel messages =
            new MessagesModel(chat.conversations(), conversations, bridge, navigation, times);
    public final ConversationViewModel conversation = new ConversationViewModel(
            chat.conversations(),
            chat.peers(),
            chat.contacts(),
            conversations,
            navigation,
            messages,
            bridge,
            timers,
            times,
            texts);
    public final ComposerViewModel composer = new ComposerViewModel(
            chat.conversations(), conversations, conversation, messages, bridge, timers, times, texts);
    public final ConversationSearchModel search =
            new ConversationSearchModel(chat.conversations(), conversation, messages, bridge, timers, texts);
    public final FakeFiles files = new FakeFiles();
    public final ConversationActionsModel actions =
            new ConversationActionsModel(chat.conversations(), conversation, files, files, bridge, timers, texts);
    public final CallBarViewModel calls =
            new CallBarViewModel(chat, conversations, navigation, bridge, timers, times, texts);

    /** Makes somebody one of the people we know. */
    public void know(String name) {
        chat.contacts().change(new PeerId(name), contact -> contact.withKnown(true));
    }
}
