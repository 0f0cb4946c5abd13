package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogProviderTest {

    private final LogProvider provider = new LogProvider();

    @Test
    void logsNothingUntilItIsToldWhere() {
        LoggerContext context = initialized();
        assertFalse(context.getLogger(Logger.ROOT_LOGGER_NAME)
                .iteratorForAppenders()
                .hasNext());
    }

    @Test
    void logsWithWhatWasPutIntoTheContextOfTheThread() {
        LoggerContext context = initialized();
        ListAppender<ILoggingEvent> kept = new ListAppender<>();
        kept.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(kept);
        provider.getMDCAdapter().put("peer", "bob");
        context.getLogger("some").warn("too {}", "late");
        ILoggingEvent event = kept.list.getFirst();
        assertEquals(Level.WARN, event.getLevel());
        assertEquals("too late", event.getFormattedMessage());
        assertEquals(Map.of("peer", "bob"), event.getMDCPropertyMap());
        provider.getMDCAdapter().clear();
    }

    private LoggerContext initialized() {
        provider.initialize();
        return assertInstanceOf(LoggerContext.class, provider.getLoggerFactory());
    }
}
