package dev.chatp2p.core.settings;

/** Where settings are kept. Thread-safe. */
public interface SettingsStore {

    /** What was kept; {@link ChatSettings#DEFAULT} for whatever was not, or cannot be understood. Blocks. */
    ChatSettings load();

    /** Keeps them. Returns at once; failures are logged. */
    void save(ChatSettings settings);

    /** Keeps nothing: settings last as long as the program runs. */
    static SettingsStore none() {
        return new SettingsStore() {
            @Override
            public ChatSettings load() {
                return ChatSettings.DEFAULT;
            }

            @Override
            public void save(ChatSettings settings) {}
        };
    }
}
