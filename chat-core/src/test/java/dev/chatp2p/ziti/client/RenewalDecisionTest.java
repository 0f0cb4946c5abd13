package dev.chatp2p.ziti.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.ziti.client.RenewalDecision.Known;
import dev.chatp2p.ziti.client.RenewalDecision.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewalDecisionTest {

    @ParameterizedTest
    @CsvSource({
        "365, 243, false",
        "365, 244, true",
        "365, 400, true", // a year, as controllers issue them
        "30, 20, false",
        "30, 21, true",
        "3, 2, false",
        "3, 3, true",
        "0, 1, true",
    })
    void aCertificateIsDueInTheLastThirdOfItsLife(int life, int age, boolean due) {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        assertEquals(
                due, RenewalDecision.isDue(from, from.plus(Duration.ofDays(life)), from.plus(Duration.ofDays(age))));
    }

    @Test
    void aCertificateOfTheFutureIsNotDue() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        assertEquals(false, RenewalDecision.isDue(from, from.plus(Duration.ofDays(9)), from.minusSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource({
        // due, waiting, the controller takes, renewable
        "false, false, BEFORE,  true,  NOTHING",
        "true,  false, BEFORE,  true,  EXTEND",
        "true,  false, BEFORE,  false, NOTHING",
        "true,  false, NEITHER, true,  NOTHING",
        "true,  true,  BEFORE,  true,  VERIFY",
        "false, true,  BEFORE,  true,  VERIFY",
        "true,  true,  NEXT,    true,  ADOPT",
        "false, true,  NEXT,    true,  ADOPT",
        "true,  true,  NEITHER, true,  DROP",
    })
    void whatTheControllerTakesTellsHowFarARenewalCame(
            boolean due, boolean waiting, Known known, boolean renewable, Step step) {
        assertEquals(step, RenewalDecision.next(due, waiting, known, renewable));
    }
}
