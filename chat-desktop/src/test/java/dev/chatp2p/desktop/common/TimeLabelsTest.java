package dev.chatp2p.desktop.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.concurrent.VirtualTimers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
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
    void theYearIsTheOneItIsUnlessItIsTold() {
        timers.advance(Duration.ofDays(40));
        assertEquals("2 Jan", times.shortly(now.plus(Duration.ofDays(1))));
        TimeLabels german = new TimeLabels(timers, ZoneOffset.UTC, Locale.GERMANY, Texts.in(Locale.GERMAN));
        assertEquals("2. Jan.", german.shortly(now.plus(Duration.ofDays(1))));
    }

    @Test
    void aClockThatIsAheadIsNotShownAsADate() {
        assertEquals("00:05", times.shortly(now.plus(Duration.ofMinutes(5))));
        assertEquals("0:00", times.elapsedSince(now.plus(Duration.ofMinutes(5))));
    }

    @Test
    void whatIsToComeIsToldWithItsDay() {
        assertEquals("18:00", times.shortlyAhead(now.plus(Duration.ofHours(18))));
        assertEquals("Fri 08:00", times.shortlyAhead(now.plus(Duration.ofHours(32))));
        assertEquals("11 Jan 00:00", times.shortlyAhead(now.plus(Duration.ofDays(10))));
        assertEquals("1 January 2026", times.dateOf(now));
    }

    @Test
    void aGermanReadsGermanDaysAndTwentyFourHours() {
        Language german = new Language(Texts.in(Locale.ENGLISH), Locale.US).orChosen(Optional.of("de"));
        TimeLabels labels = new TimeLabels(timers, ZoneOffset.UTC, german.formats(), german.texts());
        assertEquals("18:05", labels.timeOf(now.plus(Duration.ofMinutes(1085))));
        assertEquals(
                "Dienstag, 30. Dezember 2025",
                labels.headingOf(labels.dayOf(now).minusDays(2)));
        assertEquals("Gestern", labels.headingOf(labels.dayOf(now).minusDays(1)));
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
