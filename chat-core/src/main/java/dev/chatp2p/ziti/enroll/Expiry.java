package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;

/** Whether an invitation still holds by this computer's clock. */
final class Expiry {

    private Expiry() {}

    /**
     * @throws ZitiException INVITATION_EXPIRED
     */
    static void require(Invitation invitation, Instant now) throws ZitiException {
        Optional<Instant> end = invitation.expires().filter(until -> !now.isBefore(until));
        if (end.isPresent()) {
            throw new ZitiException(
                    ZitiFailure.INVITATION_EXPIRED,
                    "This invitation could be used until " + shown(end.get())
                            + ". Ask the network's administrator for a new one. (This computer thinks it is "
                            + shown(now) + "; if that is wrong, set its clock.)");
        }
    }

    /** In this computer's time zone, such as “22 Nov 2026, 17:57”. */
    static String shown(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(Locale.UK)
                .format(time.atZone(ZoneId.systemDefault()));
    }
}
