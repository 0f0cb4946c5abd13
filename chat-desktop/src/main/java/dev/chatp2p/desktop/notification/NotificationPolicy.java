package dev.chatp2p.desktop.notification;

import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.settings.ChatSettings;
import java.time.Instant;

/**
 * Decides whether and how something is told. People we have nothing to do with wait as a request and are not told of, nor are
 * blocked and muted ones; whoever does not want to be disturbed hears and sees nothing outside the window.
 */
final class NotificationPolicy {

    /**
     * How something is told.
     *
     * @param shown whether a notification pops up
     * @param sound whether it sounds
     * @param attention whether the taskbar asks for attention
     */
    record Telling(boolean shown, boolean sound, boolean attention) {

        static final Telling NOTHING = new Telling(false, false, false);
    }

    private NotificationPolicy() {}

    /**
     * How this is told now.
     *
     * @param focused whether the window has the person's attention
     * @param open whether the window shows the conversation it happened in
     */
    static Telling decide(
            Occasion occasion, Contact from, ChatSettings settings, Instant now, boolean focused, boolean open) {
        ChatSettings.Notifications wishes = settings.notifications();
        if (from.muted() || !isWelcome(from, settings) || wishes.isQuietAt(now)) {
            return Telling.NOTHING;
        }
        // The call bar is there whatever conversation is open.
        boolean seen = focused && (open || occasion == Occasion.INCOMING_CALL);
        boolean sound = switch (occasion) {
            case INCOMING_CALL -> wishes.sound();
            case MESSAGE -> wishes.sound() && !seen;
            case MISSED_CALL -> false;
        };
        return new Telling(wishes.enabled() && !seen, sound, wishes.enabled() && !focused);
    }

    /** Whether this person may reach us as more than a request. */
    static boolean isWelcome(Contact from, ChatSettings settings) {
        return !from.blocked() && (from.known() || settings.privacy().strangersRing());
    }
}
