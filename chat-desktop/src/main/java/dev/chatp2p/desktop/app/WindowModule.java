package dev.chatp2p.desktop.app;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Provider;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.peer.ContactService;
import dev.chatp2p.core.peer.PeerDirectoryService;
import dev.chatp2p.core.settings.SettingsService;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.IdentityChange;
import dev.chatp2p.desktop.common.Language;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.common.ViewLoader;
import dev.chatp2p.desktop.conversation.ConversationExporter;
import dev.chatp2p.desktop.conversation.LinkOpener;
import dev.chatp2p.desktop.notification.NotificationsModel.Outlets;
import dev.chatp2p.desktop.settings.Installation;
import dev.chatp2p.desktop.settings.OwnIdentity;
import dev.chatp2p.setup.wizard.FileDialogs;
import dev.chatp2p.setup.wizard.PageWork;
import dev.chatp2p.setup.wizard.TextClipboard;
import java.time.ZoneId;
import javafx.stage.Window;

/** Everything one chat window is made of. One injector for each window, so that a singleton is one for each window. */
final class WindowModule extends AbstractModule {

    private final ChatClient client;
    private final WindowSurroundings surroundings;
    private final Window window;
    private final IdentityChange identityChange;
    private final OwnIdentity identity;
    private final Language language;

    WindowModule(
            ChatClient client,
            WindowSurroundings surroundings,
            Window window,
            IdentityChange identityChange,
            OwnIdentity identity,
            Language language) {
        this.client = client;
        this.surroundings = surroundings;
        this.window = window;
        this.identityChange = identityChange;
        this.identity = identity;
        this.language = language;
    }

    @Override
    protected void configure() {
        bind(ChatClient.class).toInstance(client);
        bind(ConversationService.class).toInstance(client.conversations());
        bind(PeerDirectoryService.class).toInstance(client.peers());
        bind(FxBridge.class).toInstance(surroundings.bridge());
        bind(Timers.class).toInstance(surroundings.timers());
        bind(Language.class).toInstance(language);
        bind(Texts.class).toInstance(language.texts());
        bind(SettingsService.class).toInstance(client.settings());
        bind(ContactService.class).toInstance(client.contacts());
        bind(Window.class).toInstance(window);
        bind(OwnIdentity.class).toInstance(identity);
        bind(Outlets.class).toInstance(surroundings.desktop().outlets());
        bind(Installation.class).toInstance(surroundings.desktop().installation());
        bind(IdentityChange.class).toInstance(identityChange);
        bind(TextClipboard.class).toInstance(new SystemClipboard());
        bind(FileDialogs.class).toInstance(surroundings.files().apply(window));
        bind(Navigation.class).toInstance(new Navigation());
        bind(LinkOpener.class).toInstance(DesktopLinks.ofThisComputer());
        bind(ConversationExporter.class)
                .toInstance(new PagedExporter(
                        client.conversations(),
                        surroundings.background(),
                        surroundings.timers(),
                        ZoneId.systemDefault(),
                        language));
        bind(TimeLabels.class)
                .toInstance(new TimeLabels(
                        surroundings.timers(), ZoneId.systemDefault(), language.formats(), language.texts()));
        // Below, providers and not methods with @Provides: looking for those takes 4 to 12 ms of a start.
        // A new one for whoever asks: each does one thing at a time.
        bind(PageWork.class).toProvider(() -> new PageWork(surroundings.background(), surroundings.bridge()));
        bind(ListWidth.class)
                .toProvider(() -> new ListWidth(
                        surroundings.identity().folder(), surroundings.background(), surroundings.bridge()));
        Provider<Injector> injector = getProvider(Injector.class);
        bind(ViewLoader.class)
                .toProvider(() -> new ViewLoader(type -> injector.get().getInstance(type), language.texts()));
    }
}
