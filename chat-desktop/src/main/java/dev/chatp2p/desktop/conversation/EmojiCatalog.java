package dev.chatp2p.desktop.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Emoji to choose from, by group and by their Unicode names, and those that were chosen last. FX thread only. */
final class EmojiCatalog {

    /** As many as fit into the panel. */
    static final int MOST_SHOWN = 48;

    private static final int EMOJI_SELECTOR = 0xFE0F;

    /** Keys of the groups' names, and what is in them. */
    private static final Map<String, String> GROUPS = groups();

    private final Predicate<String> drawable;
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final RecentEmojiModel recent;

    /**
     * @param drawable whether the fonts of this computer have a picture of it
     */
    EmojiCatalog(Predicate<String> drawable, RecentEmojiModel recent) {
        this.recent = recent;
        this.drawable = drawable;
    }

    private static Map<String, String> groups() {
        Map<String, String> groups = new LinkedHashMap<>();
        groups.put(
                "emoji.common",
                "😀 😂 😊 😉 😍 😘 🤔 😎 😢 😭 😡 😱 👍 👎 👌 👏 🙏 💪 👋 🤝 ❤ 💔 🎉 🎂 🔥 ⭐ ✅ ❌ ❗ ❓ 💡 ☕ 🍺 🌞 🚀 💯");
        groups.put(
                "emoji.faces",
                "😀 😁 😂 🤣 😃 😄 😅 😆 😉 😊 😋 😎 😍 😘 😗 😙 😚 🙂 🤗 🤩 🤔 🤨 😐 😑 😶 🙄 😏 😣 😥 😮 🤐 😯 😪 😫 😴 😌 😛 😜 😝 🤤 😒 😓 😔 😕 🙃 🤑 😲 🙁 😖 😞 😟 😤 😢 😭 😦 😧 😨 😩 🤯 😬 😰 😱 😳 🤪 😵 😡 😠 🤬 😷 🤒 🤕 🤢 🤮 🤧 😇 🤠 🤡 🤥 🤫 🤭 🧐 🤓 😈 👿 💀 👻 👽 🤖 💩");
        groups.put(
                "emoji.people",
                "👋 🤚 ✋ 🖖 👌 ✌ 🤞 🤟 🤘 🤙 👈 👉 👆 👇 ☝ 👍 👎 ✊ 👊 🤛 🤜 👏 🙌 👐 🤲 🤝 🙏 💪 👂 👃 👀 👅 👄 👶 👦 👧 👨 👩 👴 👵 🙍 🙎 🙅 🙆 💁 🙋 🙇 🤦 🤷 👮 👷 👸 🎅 💃 🕺 👫 👪");
        groups.put(
                "emoji.nature",
                "🐶 🐱 🐭 🐹 🐰 🦊 🐻 🐼 🐨 🐯 🦁 🐮 🐷 🐸 🐵 🙈 🙉 🙊 🐔 🐧 🐦 🐤 🦆 🦉 🐺 🐴 🦄 🐝 🐛 🦋 🐌 🐞 🐜 🐢 🐍 🐙 🐠 🐬 🐳 🌵 🎄 🌲 🌳 🌴 🌱 🍀 🍁 🍂 🌹 🌻 🌸 🌼 🌞 🌝 🌙 ⭐ 🌈 ☀ ⛅ ☁ ⛄ ❄ ⚡ 🔥 💧 🌊");
        groups.put(
                "emoji.food",
                "🍏 🍎 🍐 🍊 🍋 🍌 🍉 🍇 🍓 🍒 🍑 🍍 🥝 🍅 🍆 🥑 🥦 🥕 🌽 🍞 🥐 🧀 🍖 🍗 🥩 🍔 🍟 🍕 🌭 🥪 🌮 🍳 🍲 🍿 🍣 🍦 🍩 🍪 🎂 🍰 🍫 🍬 🍭 🍯 ☕ 🍵 🍶 🍷 🍸 🍹 🍺 🍻 🥂 🍴");
        groups.put(
                "emoji.things",
                "⌚ 📱 💻 ⌨ 🖨 💾 💿 📷 🎥 📞 ☎ 📺 📻 ⏰ ⌛ 🔋 🔌 💡 🔦 💰 💳 💎 🔧 🔨 🔩 🔒 🔓 🔑 🚪 🛏 🚿 🛒 🎁 🎈 🎉 🎊 ✉ 📧 📦 📅 📈 📉 📊 📋 📌 📎 📏 ✂ 📁 📰 📖 📚 ✏ 🔍 🚗 🚕 🚌 🚲 🚂 ✈ 🚀 🚢 🏠 🏢 ⚽ 🏀 🎸 🎵 🎮 🎲 🏆");
        groups.put(
                "emoji.signs",
                "❤ 🧡 💛 💚 💙 💜 🖤 💔 💕 💖 💯 ✅ ❌ ❗ ❓ ⚠ ⛔ 🚫 ♻ ➕ ➖ ➗ ✖ ➡ ⬅ ⬆ ⬇ 🔄 🔔 🔕 🔴 🔵 ⚪ ⚫ ▶ ⏸ ⏹ ⏩ ⏪ 🆗 🆕 🆒 🔝 ☮ ✝ ☪ ✡ ☯ ♥ ♦ ♣ ♠");
        return groups;
    }

    /** Keys of the groups' names; the recent ones come first, if there are any. */
    List<String> groupKeys() {
        List<String> keys = new ArrayList<>(GROUPS.keySet());
        if (!recentOnes().isEmpty()) {
            keys.addFirst("emoji.recent");
        }
        return keys;
    }

    /** What is in a group and can be drawn here. */
    List<String> inGroup(String key) {
        return key.equals("emoji.recent")
                ? recentOnes()
                : groups.computeIfAbsent(key, group -> split(group)).stream().toList();
    }

    private List<String> recentOnes() {
        return recent.all().stream().filter(drawable).toList();
    }

    private List<String> split(String group) {
        return List.of(GROUPS.getOrDefault(group, "").split(" ")).stream()
                .map(EmojiCatalog::asPicture)
                .filter(drawable)
                .toList();
    }

    /** Some signs are letters unless they are told to be pictures. */
    private static String asPicture(String emoji) {
        int c = emoji.codePointAt(0);
        return Character.isEmojiPresentation(c) ? emoji : emoji + Character.toString(EMOJI_SELECTOR);
    }

    /** Those whose names have words that begin with all of these. */
    List<String> search(String wanted) {
        List<String> starts = List.of(wanted.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        return GROUPS.keySet().stream()
                .flatMap(key -> inGroup(key).stream())
                .distinct()
                .filter(emoji -> {
                    List<String> words = List.of(nameOf(emoji).split("[\\s-]+"));
                    return starts.stream().allMatch(start -> words.stream().anyMatch(word -> word.startsWith(start)));
                })
                .limit(MOST_SHOWN)
                .toList();
    }

    /** Its Unicode name in small letters. */
    static String nameOf(String emoji) {
        String name = Character.getName(emoji.codePointAt(0));
        return name == null ? "" : name.toLowerCase(Locale.ROOT);
    }

    /** It was chosen. */
    void used(String emoji) {
        recent.used(emoji);
    }
}
