package dev.chatp2p.desktop.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.concurrent.VirtualTimers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TimeLabelsTest {

    private final VirtualTimers timers = new VirtualTimers();
    private final TimeLabels times = new TimeLabels(timers, ZoneOffset.UTC, Locale.UK, Texts.in(Locale.ENGLISH));
    private final Instant now = timers.instant();

    @Test
    void aRowShowsTheTimeTodayTheWeekdayThisWeekAndThenTheDate() {
        timers.advance(Duration.ofHours(20));
        assertEquals("10:42", times.shortly(now.plus(Duration.ofMinutes(642))));
        assertEquals("Wed", times.shortly(now.minus(Duration.ofHours(1))));
        assertEquals("25/12/2025", times.shortly(now.minus(Duration.ofDays(7))));
    }

    @Test
    void aClockThatIsAheadIsNotShownAsADate() {
        assertEquals("00:05", times.shortly(now.plus(Duration.ofMinutes(5))));
        assertEquals("0:00", times.elapsedSince(now.plus(Duration.ofMinutes(5))));
    }

    @Test
    void daysHaveNames() {
        assertEquals("Today", times.headingOf(times.dayOf(now)));
        assertEquals("Yesterday", times.headingOf(times.dayOf(now).minusDays(1)));
        assertEquals(
                "Tuesday, 30 December 2025", times.headingOf(times.dayOf(now).minusDays(2)));
    }

    @Test
    void aLongCallShowsItsHours() {
        timers.advance(Duration.ofSeconds(65));
        assertEquals("1:05", times.elapsedSince(now));
        timers.advance(Duration.ofHours(2));
        assertEquals("2:01:05", times.elapsedSince(now));
    }

    @Test
    void aTwelveHourClockHasNoNarrowSpaceThatFontsLack() {
        TimeLabels american = new TimeLabels(timers, ZoneOffset.UTC, Locale.US, Texts.in(Locale.ENGLISH));
        assertEquals("12:00\u00a0AM", american.timeOf(now));
    }
}
