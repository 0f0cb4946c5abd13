package dev.chatp2p.core.settings;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person has set. Immutable; values out of range are refused by the constructors.
 *
 * @param appearance how it looks
 * @param notifications what it tells by itself
 * @param privacy what others learn
 * @param network how it is reached; takes effect with the next start
 * @param greeting what others see with our calls; at most {@value #MAX_GREETING_BYTES} bytes of UTF-8
 * @param language a BCP 47 language tag; empty = that of the computer
 * @param recentEmoji those that were put into messages last, the newest first; at most {@value #MAX_RECENT_EMOJI}
 */
public record ChatSettings(
        Appearance appearance,
        Notifications notifications,
        Privacy privacy,
        Network network,
        String greeting,
        Optional<String> language,
        List<String> recentEmoji) {

    public static final int MAX_GREETING_BYTES = 512;
    public static final int MAX_RECENT_EMOJI = 24;

    /** Longest emoji, in UTF-16 units: families have many members. */
    private static final int MAX_EMOJI = 32;

    /** As it comes. */
    public static final ChatSettings DEFAULT = new ChatSettings(
            new Appearance(Appearance.Theme.SYSTEM, 100, Appearance.Density.COMFORTABLE, false),
            new Notifications(true, true, true, false),
            new Privacy(true, true, false),
            new Network(Optional.empty(), Optional.empty(), List.of()),
            "hi there",
            Optional.empty(),
            List.of());

    public ChatSettings {
        if (greeting.getBytes(StandardCharsets.UTF_8).length > MAX_GREETING_BYTES) {
            throw new IllegalArgumentException("the greeting is limited to " + MAX_GREETING_BYTES + " bytes");
        }
        recentEmoji = List.copyOf(recentEmoji);
        if (recentEmoji.size() > MAX_RECENT_EMOJI
                || recentEmoji.stream().anyMatch(emoji -> emoji.isEmpty() || emoji.length() > MAX_EMOJI)) {
            throw new IllegalArgumentException("at most " + MAX_RECENT_EMOJI + " emoji, each of a few characters");
        }
    }

    public ChatSettings with(Appearance value) {
        return new ChatSettings(value, notifications, privacy, network, greeting, language, recentEmoji);
    }

    public ChatSettings with(Notifications value) {
        return new ChatSettings(appearance, value, privacy, network, greeting, language, recentEmoji);
    }

    public ChatSettings with(Privacy value) {
        return new ChatSettings(appearance, notifications, value, network, greeting, language, recentEmoji);
    }

    public ChatSettings with(Network value) {
        return new ChatSettings(appearance, notifications, privacy, value, greeting, language, recentEmoji);
    }

    public ChatSettings withGreeting(String value) {
        return new ChatSettings(appearance, notifications, privacy, network, value, language, recentEmoji);
    }

    public ChatSettings withLanguage(Optional<String> value) {
        return new ChatSettings(appearance, notifications, privacy, network, greeting, value, recentEmoji);
    }

    /** The emoji was put into a message. */
    public ChatSettings withRecentEmoji(String newest) {
        List<String> recent = Stream.concat(Stream.of(newest), recentEmoji.stream())
                .distinct()
                .limit(MAX_RECENT_EMOJI)
                .toList();
        return new ChatSettings(appearance, notifications, privacy, network, greeting, language, recent);
    }

    /**
     * How it looks.
     *
     * @param theme light, dark, or as the computer has it
     * @param textPercent size of all text, 80 to 160 percent of the usual
     * @param density how much air rows and bubbles have
     * @param reduceMotion whether nothing moves that need not
     */
    public record Appearance(Theme theme, int textPercent, Density density, boolean reduceMotion) {

        public static final int LEAST_TEXT_PERCENT = 80;
        public static final int MOST_TEXT_PERCENT = 160;

        /** Light or dark. */
        public enum Theme {
            SYSTEM,
            LIGHT,
            DARK
        }

        /** How much air there is. */
        public enum Density {
            COMFORTABLE,
            COMPACT
        }

        public Appearance {
            if (textPercent < LEAST_TEXT_PERCENT || textPercent > MOST_TEXT_PERCENT) {
                throw new IllegalArgumentException("text has 80 to 160 percent of its size, not " + textPercent);
            }
        }
    }

    /**
     * What it tells by itself.
     *
     * @param enabled whether calls and messages are told when the window has not the focus
     * @param sound whether calls ring and messages sound
     * @param preview whether a notification shows what was written
     * @param doNotDisturb whether nothing is told for now; calls still show in the window
     * @param quietUntil when that ends by itself; empty = when the person turns it off
     */
    public record Notifications(
            boolean enabled, boolean sound, boolean preview, boolean doNotDisturb, Optional<Instant> quietUntil) {

        /** Without an end of {@code doNotDisturb}. */
        public Notifications(boolean enabled, boolean sound, boolean preview, boolean doNotDisturb) {
            this(enabled, sound, preview, doNotDisturb, Optional.empty());
        }

        /** Whether nothing is told at that time. */
        public boolean isQuietAt(Instant time) {
            return doNotDisturb && quietUntil.map(time::isBefore).orElse(true);
        }

        /** Nothing is told until then; empty = until the person turns it off. */
        public Notifications quietUntil(Optional<Instant> end) {
            return new Notifications(enabled, sound, preview, true, end);
        }

        /** Told again. */
        public Notifications loud() {
            return new Notifications(enabled, sound, preview, false, Optional.empty());
        }
    }

    /**
     * What others learn.
     *
     * @param receipts whether we tell that we have read something
     * @param typing whether we tell that we write
     * @param strangersRing whether people we do not know ring as everybody does, instead of waiting as a request
     */
    public record Privacy(boolean receipts, boolean typing, boolean strangersRing) {}

    /**
     * How it is reached.
     *
     * @param service the service that is hosted and dialed; empty = {@code chat-p2p}, or what the command line says
     * @param instance the name it is reached under; empty = that of the identity
     * @param directories files and https addresses of shared directories, at most 16
     */
    public record Network(Optional<String> service, Optional<String> instance, List<String> directories) {

        public static final int MAX_DIRECTORIES = 16;

        public Network {
            directories = List.copyOf(directories);
            if (directories.size() > MAX_DIRECTORIES) {
                throw new IllegalArgumentException("at most " + MAX_DIRECTORIES + " directories");
            }
        }
    }
}
