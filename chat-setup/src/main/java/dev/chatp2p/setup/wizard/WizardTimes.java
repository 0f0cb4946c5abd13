package dev.chatp2p.setup.wizard;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/** Points in time as people read them, in their zone and their locale's way. Immutable. */
final class WizardTimes {

    private final InstantSource clock;
    private final ZoneId zone;
    private final WizardTexts texts;
    private final DateTimeFormatter time;
    private final DateTimeFormatter date;

    WizardTimes(WizardSurroundings surroundings) {
        this.clock = surroundings.clock();
        this.zone = surroundings.zone();
        this.texts = surroundings.texts();
        this.time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(texts.locale());
        this.date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(texts.locale());
    }

    /** Day and time of day: "today, 19:04". */
    String dayAndTime(Instant instant) {
        ZonedDateTime at = instant.atZone(zone);
        // Some locales put a narrow no-break space before AM and PM, which several fonts draw as a box.
        return texts.of(
                "time.dayAndTime", day(at.toLocalDate()), at.format(time).replace('\u202f', '\u00a0'));
    }

    /** The date: "3 May 2027". */
    String date(Instant instant) {
        return instant.atZone(zone).format(date);
    }

    private String day(LocalDate day) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        if (day.equals(today)) {
            return texts.of("time.today");
        }
        return day.equals(today.plusDays(1)) ? texts.of("time.tomorrow") : day.format(date);
    }
}
