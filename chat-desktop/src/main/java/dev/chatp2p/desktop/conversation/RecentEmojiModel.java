package dev.chatp2p.desktop.conversation;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.settings.SettingsService;
import java.util.List;

/** The emoji that were chosen last, kept with the settings. FX thread only. */
@Singleton
public final class RecentEmojiModel {

    private final SettingsService settings;

    @Inject
    public RecentEmojiModel(SettingsService settings) {
        this.settings = settings;
    }

    /** The newest first. */
    List<String> all() {
        return settings.settings().recentEmoji();
    }

    /** It was chosen. */
    void used(String emoji) {
        settings.change(now -> now.withRecentEmoji(emoji));
    }
}
