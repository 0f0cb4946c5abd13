package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.setup.cli.LabWindows;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The windows of {@code chat lab}: ordinary ones, with identities of the network it has started. */
final class ChatLabWindows implements LabWindows {

    private final Surroundings surroundings;

    ChatLabWindows(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void show(List<Path> identities, String service) throws InterruptedException {
        ChatOptions options = new ChatOptions(service, ChatOptions.DEFAULT.greeting());
        surroundings
                .windows()
                .launch(
                        identities.stream()
                                .map(file -> new WindowSpec(
                                        Optional.of(new Credentials.IdentityFile(file)),
                                        // Such a network is for trying out; nothing of it lasts.
                                        chosen -> surroundings.network().start(chosen, options, ChatStores.inMemory())))
                                .toList(),
                        surroundings.folders().defaultProfile(),
                        HandOvers.NONE);
    }
}
