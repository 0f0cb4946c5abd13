package dev.chatp2p.core.settings;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.concurrent.Observers;
import dev.chatp2p.core.concurrent.Subscription;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Settings in memory, kept in a {@link SettingsStore}. */
public final class StoredSettingsService implements SettingsService {

    private final SettingsStore store;
    private final Lane lane = new Lane("settings");
    private final Observers<ChatSettings> observers = new Observers<>(lane);

    /** Written by the lane, but for the start; read by anyone. */
    private volatile ChatSettings settings;

    /** Loads the settings: blocks. */
    public StoredSettingsService(SettingsStore store) {
        this.store = store;
        this.settings = store.load();
    }

    @Override
    public ChatSettings settings() {
        return settings;
    }

    @Override
    public Subscription observe(Consumer<ChatSettings> observer) {
        return observers.subscribe(() -> List.of(settings), observer);
    }

    @Override
    public void change(UnaryOperator<ChatSettings> change) {
        lane.execute(() -> {
            ChatSettings next = change.apply(settings);
            if (!next.equals(settings)) {
                settings = next;
                store.save(next);
                observers.publish(next);
            }
        });
    }

    @Override
    public void close() {
        lane.close();
    }
}
