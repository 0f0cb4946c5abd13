package dev.chatp2p.desktop.common;

import dev.chatp2p.core.concurrent.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as people read them, in their zone and their locale's way. Immutable. */
public final class TimeLabels {

    private final Timers clock;
    private final ZoneId zone;
    private final Texts texts;
    private final DateTimeFormatter time;
    private final DateTimeFormatter weekday;
    private final DateTimeFormatter dayOfYear;
    private final DateTimeFormatter date;
    private final DateTimeFormatter mediumDate;
    private final DateTimeFormatter longDate;
    private final DateTimeFormatter full;

    public TimeLabels(Timers clock, ZoneId zone, Locale locale, Texts texts) {
        this.clock = clock;
        this.zone = zone;
        this.texts = texts;
        this.time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
        this.weekday = DateTimeFormatter.ofPattern("EEE", locale);
        this.dayOfYear = DateTimeFormatter.ofLocalizedPattern("MMMd").withLocale(locale);
        this.date = DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).withLocale(locale);
        this.mediumDate = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
        this.longDate = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
        this.full = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(locale);
    }

    /** The time of day, for example 10:42. */
    public String timeOf(Instant instant) {
        // Some locales put a narrow no-break space before AM and PM, which several fonts draw as a box.
        return instant.atZone(zone).format(time).replace('\u202f', '\u00a0');
    }

    /** As short as still clear: the time today, the weekday this week, otherwise the date, with the year if it is another. */
    public String shortly(Instant instant) {
        LocalDate day = dayOf(instant);
        long daysAgo = ChronoUnit.DAYS.between(day, today());
        if (daysAgo <= 0) {
            return timeOf(instant);
        }
        return daysAgo < 7 ? day.format(weekday) : dateOf(day);
    }

    private String dateOf(LocalDate day) {
        return day.format(day.getYear() == today().getYear() ? dayOfYear : date);
    }

    /** A moment to come: the time today, otherwise with the day. */
    public String shortlyAhead(Instant instant) {
        LocalDate day = dayOf(instant);
        long daysAhead = ChronoUnit.DAYS.between(today(), day);
        if (daysAhead <= 0) {
            return timeOf(instant);
        }
        return texts.of("day.at", daysAhead < 7 ? day.format(weekday) : dateOf(day), timeOf(instant));
    }

    /** The date in full, without the weekday. */
    public String dateOf(Instant instant) {
        return dayOf(instant).format(mediumDate);
    }

    /** Where these times are. */
    public ZoneId zone() {
        return zone;
    }

    /** A day as a heading: Today, Yesterday, or the date in full. */
    public String headingOf(LocalDate day) {
        long daysAgo = ChronoUnit.DAYS.between(day, today());
        if (daysAgo == 0) {
            return texts.of("day.today");
        }
        return daysAgo == 1 ? texts.of("day.yesterday") : day.format(longDate);
    }

    /** The date and the time, for example 28 Nov 2026, 10:42:05. */
    public String fully(Instant instant) {
        return instant.atZone(zone).format(full).replace('\u202f', '\u00a0');
    }

    /** The day an instant falls on here. */
    public LocalDate dayOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** How long ago, as minutes and seconds, with hours where there are some; never negative. */
    public String elapsedSince(Instant start) {
        Duration elapsed = Duration.between(start, clock.instant());
        long seconds = Math.max(0, elapsed.toSeconds());
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** The day it is here. */
    public LocalDate today() {
        return dayOf(clock.instant());
    }
}
