package dev.chatp2p.desktop.notification;

import java.util.List;
import java.util.function.Consumer;

/** The desktop's own notifications, which can be seen whatever window is in front. Thread-safe; every method returns at once. */
public interface DesktopNotifier extends AutoCloseable {

    /**
     * A notification of the desktop.
     *
     * @param tag one with the same takes the place of the earlier
     * @param title plain text, no markup
     * @param body likewise
     * @param buttons what can be chosen
     * @param urgent whether it should stay until it is dealt with
     */
    record Note(String tag, String title, String body, List<Button> buttons, boolean urgent) {

        /**
         * Something to choose.
         *
         * @param id what {@code chosen} is told
         * @param text what it says
         */
        public record Button(String id, String text) {}

        public Note {
            buttons = List.copyOf(buttons);
        }
    }

    /** Whether there is such a thing here. May change from false to true shortly after the start. */
    boolean isAvailable();

    /**
     * Shows a notification.
     *
     * @param chosen told the id of a button that was pressed, on any thread; never after {@link #withdraw}
     */
    void show(Note note, Consumer<String> chosen);

    /** Takes a notification away. */
    void withdraw(String tag);

    /** Takes all away. Idempotent. */
    @Override
    void close();

    /** None: everything is told in windows of ours. */
    static DesktopNotifier none() {
        return new DesktopNotifier() {
            @Override
            public boolean isAvailable() {
                return false;
            }

            @Override
            public void show(Note note, Consumer<String> chosen) {}

            @Override
            public void withdraw(String tag) {}

            @Override
            public void close() {}
        };
    }
}
