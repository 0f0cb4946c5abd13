package dev.chatp2p.desktop.secondfactor;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.desktop.common.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What to say about something that did not work. */
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static String sentence(Exception failure, Texts texts) {
        if (failure instanceof LinkException known) {
            return known.sentence();
        }
        log.error("the second factor: {}", failure.toString());
        return texts.of("secondFactor.unexpected");
    }
}
