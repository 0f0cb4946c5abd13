package dev.chatp2p.desktop.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes. Configured here and not by a file, because the command line decides it; a {@code logback.xml} on the
 * classpath is not looked at once one of these methods was called.
 *
 * <p>Nothing in this program logs keys, tokens or what people write, at any level.
 */
final class Logging {

    // Milliseconds since the start first, as the Go example has it.
    private static final String TERMINAL_PATTERN = "[%8relative] %5level %logger{0}: %msg%n%rEx{0}";
    private static final String VERBOSE_TERMINAL_PATTERN = "[%8relative] %5level %logger{0}: %msg%n%rEx{short}";
    private static final String FILE_PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %5level [%thread] %logger{30}: %msg%n";
    private static final long MAX_FILE_BYTES = 5L * FileSize.MB_COEFFICIENT;

    private Logging() {}

    /** Warnings in words, or with {@code verbose} everything of ours and where it happened, to the error stream. */
    static void toTerminal(boolean verbose, LogFormat format) {
        LoggerContext context = fresh();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        if (verbose) {
            context.getLogger("dev.chatp2p").setLevel(Level.DEBUG);
        }
        root.addAppender(terminal(context, verbose, format));
    }

    /**
     * Everything worth keeping to {@code chat.log} in the folder (at most three files of 5 MB), warnings also to the error
     * stream. Without a writable folder it is {@link #toTerminal} only.
     */
    static void toFolder(Path folder, boolean verbose, LogFormat format) {
        toTerminal(verbose, format);
        LoggerContext context = context();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            LoggerFactory.getLogger(Logging.class).warn("There will be no log file: {} cannot be made", folder);
            return;
        }
        if (!verbose) {
            ThresholdFilter warnings = new ThresholdFilter();
            warnings.setLevel(Level.WARN.toString());
            warnings.start();
            root.iteratorForAppenders().forEachRemaining(appender -> appender.addFilter(warnings));
            context.getLogger("dev.chatp2p").setLevel(Level.INFO);
        }
        root.addAppender(file(context, folder));
    }

    private static ConsoleAppender<ILoggingEvent> terminal(LoggerContext context, boolean verbose, LogFormat format) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setTarget("System.err");
        String pattern = verbose ? VERBOSE_TERMINAL_PATTERN : TERMINAL_PATTERN;
        start(context, appender, format == LogFormat.JSON ? json(context) : text(context, pattern));
        return appender;
    }

    private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path folder) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(folder.resolve("chat.log").toString());
        FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
        names.setContext(context);
        names.setParent(appender);
        names.setFileNamePattern(folder.resolve("chat.%i.log").toString());
        names.setMinIndex(1);
        names.setMaxIndex(2);
        names.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(MAX_FILE_BYTES));
        size.start();
        appender.setRollingPolicy(names);
        appender.setTriggeringPolicy(size);
        start(context, appender, text(context, FILE_PATTERN));
        return appender;
    }

    private static void start(
            LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, Encoder<ILoggingEvent> encoder) {
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithContext(false);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithSequenceNumber(false);
        encoder.start();
        return encoder;
    }

    private static LoggerContext fresh() {
        LoggerContext context = context();
        context.reset();
        return context;
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
