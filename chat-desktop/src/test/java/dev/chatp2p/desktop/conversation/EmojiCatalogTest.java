package dev.chatp2p.desktop.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.desktop.FakeSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmojiCatalogTest {

    private static final String RECENT = "emoji.recent";

    private final FakeSettings settings = new FakeSettings();

    private EmojiCatalog catalog() {
        return new EmojiCatalog(emoji -> !emoji.equals("\uD83D\uDE80"), new RecentEmojiModel(settings));
    }

    @Test
    void thoseUsedLastComeFirstAndAreThereAfterARestart() {
        EmojiCatalog catalog = catalog();
        assertFalse(catalog.groupKeys().contains(RECENT));
        List.of("🎉", "🔥", "🎉").forEach(catalog::used);

        EmojiCatalog afterwards = catalog();
        assertEquals(RECENT, afterwards.groupKeys().getFirst());
        assertEquals(List.of("🎉", "🔥"), afterwards.inGroup(RECENT));
    }

    @Test
    void noMoreAreKeptThanTheSettingsAllow() {
        EmojiCatalog catalog = catalog();
        List<String> faces = catalog.inGroup("emoji.faces");
        faces.forEach(catalog::used);
        assertEquals(ChatSettings.MAX_RECENT_EMOJI, catalog.inGroup(RECENT).size());
        assertEquals(faces.getLast(), catalog.inGroup(RECENT).getFirst());
    }

    @Test
    void whatHasNoPictureHereIsNotOffered() {
        EmojiCatalog catalog = catalog();
        catalog.used("\uD83D\uDE80"); // on another computer
        assertFalse(catalog.groupKeys().contains(RECENT));
        assertFalse(catalog.inGroup("emoji.common").contains("\uD83D\uDE80"));
    }

    @Test
    void theyAreFoundByTheBeginningsOfTheirNames() {
        assertTrue(catalog().search("part pop").contains("🎉"));
        assertEquals(List.of(), catalog().search("xyz"));
    }
}
