package dev.chatp2p.desktop.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How wide a person has made the list of people, kept from one window to the next. Files are read and written in the background.
 *
 * @param folder where it is kept
 * @param background runs what may block
 * @param fx the way to the FX thread
 */
record ListWidth(Path folder, Executor background, Executor fx) {

    /** Least and most; pixels. */
    static final double LEAST = 240;

    static final double MOST = 400;

    private static final Logger log = LoggerFactory.getLogger(ListWidth.class);
    private static final int MAX_BYTES = 32;

    /** Tells the width on the FX thread, if one is kept; pixels. */
    void read(DoubleConsumer then) {
        background.execute(() -> kept().ifPresent(width -> fx.execute(() -> then.accept(width))));
    }

    /** Keeps a width. Should that not be possible, it is logged: then the list has its usual width next time. */
    void keep(double width) {
        background.execute(() -> {
            try {
                line().write(Long.toString(Math.round(width)));
            } catch (IOException e) {
                log.warn("it cannot be remembered how wide the list is", e);
            }
        });
    }

    private OptionalDouble kept() {
        Optional<String> line = line().read();
        if (line.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double width = Double.parseDouble(line.get());
            return width >= LEAST && width <= MOST ? OptionalDouble.of(width) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            log.warn("the file {} cannot be used", line().file(), e);
            return OptionalDouble.empty();
        }
    }

    private RememberedLine line() {
        return new RememberedLine(folder.resolve("list-width"), MAX_BYTES);
    }
}
