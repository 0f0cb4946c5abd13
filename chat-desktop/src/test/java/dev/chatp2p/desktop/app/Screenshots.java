package dev.chatp2p.desktop.app;

import java.util.Locale;

/**
 * Takes the pictures of the documentation, every screen in one size and one theme: {@code docs/images/make-screenshots} runs
 * it once for each. The windows are the real ones; what is behind them is made up.
 */
final class Screenshots {

    private Screenshots() {}

    /** Arguments: the folder to write to, width and height of the window, and optionally a language other than English. */
    public static void main(String[] arguments) throws Exception {
        int exitCode = 1;
        try {
            Camera camera = Camera.of(arguments);
            ChatPictures.take(camera, Locale.forLanguageTag(arguments.length > 3 ? arguments[3] : "en-GB"));
            SecondFactorPictures.take(camera);
            WizardPictures wizard = WizardPictures.with(camera);
            JoinPictures.take(wizard);
            NetworkPictures.take(wizard);
            exitCode = 0;
        } catch (Exception | AssertionError e) {
            e.printStackTrace(System.err);
        } finally {
            System.exit(exitCode); // the toolkit's threads are no daemons
        }
    }
}
