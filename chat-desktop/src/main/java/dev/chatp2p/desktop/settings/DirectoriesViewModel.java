package dev.chatp2p.desktop.settings;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.directory.DirectoryProblem;
import dev.chatp2p.core.directory.DirectoryStatus;
import dev.chatp2p.core.directory.SharedDirectories;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What came of reading the shared directories. FX thread only. */
@Singleton
public final class DirectoriesViewModel implements AutoCloseable {

    private final SharedDirectories directories;
    private final TimeLabels times;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Map<String, DirectoryState>> states = new ReadOnlyObjectWrapper<>(Map.of());
    private final Subscription subscription;

    @Inject
    public DirectoriesViewModel(ChatClient client, FxBridge bridge, TimeLabels times, Texts texts) {
        this.directories = client.directories();
        this.times = times;
        this.texts = texts;
        this.subscription = bridge.latest(directories::observe, this::tell);
    }

    /** By the address in the settings; one that was just added may not be there yet. */
    public ReadOnlyObjectProperty<Map<String, DirectoryState>> statesProperty() {
        return states.getReadOnlyProperty();
    }

    /** Reads all of them again. */
    public void readAgain() {
        directories.refresh();
    }

    private void tell(List<DirectoryStatus> newest) {
        Map<String, DirectoryState> next = new LinkedHashMap<>();
        newest.forEach(status -> next.put(status.address(), stateOf(status)));
        states.set(Map.copyOf(next));
    }

    private DirectoryState stateOf(DirectoryStatus status) {
        Optional<String> copy = status.asOf()
                .map(time -> texts.of(
                        "settings.directoryRead",
                        status.people(),
                        times.shortly(time),
                        status.passedOver().total()));
        if (status.problem().isPresent()) {
            String why = texts.of("settings.directoryProblem."
                    + status.problem().map(DirectoryProblem::kind).orElseThrow());
            return new DirectoryState(
                    copy.map(words -> texts.of("settings.directoryStale", why, words))
                            .orElse(why),
                    true);
        }
        return new DirectoryState(copy.orElseGet(() -> texts.of("settings.directoryReading")), false);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
