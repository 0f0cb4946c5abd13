package dev.chatp2p.setup.wizard;

import java.nio.file.Path;
import java.util.List;

/**
 * One page of the wizard, without its controls. It lives as long as the wizard, also while another page is shown, so that
 * what was typed is still there on coming back. {@link PageViews} knows its view. FX thread only.
 */
interface PageModel {

    PageFrame frame();

    /** The page has become the visible one. */
    default void shown() {}

    /** Does what the primary button names; called only while that is enabled and the page is not busy. */
    default void primary() {}

    /**
     * The page is about to be left: whatever it does in the background ends, and what comes of it later is not shown. A page
     * that is still busy afterwards could not stop, and is not left.
     */
    default void cancelWork() {}

    /** Whether leaving by Cancel throws away what a person would have to do again; then Escape does nothing. */
    default boolean holdsWork() {
        return false;
    }

    /**
     * Files were dropped somewhere on the window.
     *
     * @return whether they were for this page; if not, the wizard looks which page they are for
     */
    default boolean dropped(List<Path> files) {
        return false;
    }

    /** Whether files that this page does not want may open another page. */
    default boolean leavesForFiles() {
        return false;
    }

    /** Paste was pressed outside of a text field. */
    default void pasted() {}
}
