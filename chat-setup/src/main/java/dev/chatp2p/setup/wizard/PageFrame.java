package dev.chatp2p.setup.wizard;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * What is shown around a page. The page writes it, {@link WizardView} and {@link WizardModel} read it. FX thread only.
 *
 * @param title heading of the card
 * @param subtitle one line below; may be empty
 * @param primaryText names what the primary button does ("Join"); empty = the page has no such button
 * @param primaryEnabled whether it can be done now; while busy it cannot anyway
 * @param busy whether work of the page is under way; when it ends, set everything else first, because then the focus goes to
 *     the primary button, if that is enabled and nobody is typing
 * @param backAllowed whether one may leave the page by Back, which cancels its work
 * @param cancelAllowed likewise for Cancel; false only while stopping would lose something for good
 * @param finished whether everything is done and nothing is left to be given up; Cancel is called Done then
 */
record PageFrame(
        StringProperty title,
        StringProperty subtitle,
        StringProperty primaryText,
        BooleanProperty primaryEnabled,
        BooleanProperty busy,
        BooleanProperty backAllowed,
        BooleanProperty cancelAllowed,
        BooleanProperty finished) {

    /** Nothing to do yet, and free to leave. */
    static PageFrame of(String title, String subtitle) {
        return new PageFrame(
                new SimpleStringProperty(title),
                new SimpleStringProperty(subtitle),
                new SimpleStringProperty(""),
                new SimpleBooleanProperty(false),
                new SimpleBooleanProperty(false),
                new SimpleBooleanProperty(true),
                new SimpleBooleanProperty(true),
                new SimpleBooleanProperty(false));
    }
}
