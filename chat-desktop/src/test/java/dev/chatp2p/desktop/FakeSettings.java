package dev.chatp2p.desktop;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.core.settings.SettingsService;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Settings that change, and are told, on the thread of the test. */
public final class FakeSettings implements SettingsService {

    private final List<Consumer<ChatSettings>> observers = new ArrayList<>();
    private ChatSettings settings = ChatSettings.DEFAULT;

    @Override
    public ChatSettings settings() {
        return settings;
    }

    @Override
    public Subscription observe(Consumer<ChatSettings> observer) {
        observers.add(observer);
        observer.accept(settings);
        return () -> observers.remove(observer);
    }

    @Override
    public void change(UnaryOperator<ChatSettings> change) {
        ChatSettings next = change.apply(settings);
        if (!next.equals(settings)) {
            settings = next;
            List.copyOf(observers).forEach(observer -> observer.accept(next));
        }
    }

    @Override
    public void close() {}
}
