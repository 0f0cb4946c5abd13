package dev.chatp2p.setup.wizard;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.plan.PersonInvitation;
import dev.chatp2p.setup.plan.PersonReport;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** One person and the invitation to hand out. FX thread only. */
final class PersonCard {

    /** What was done last, or what is to be confirmed. */
    sealed interface Notice {
        /** Nothing. */
        record None() implements Notice {}

        /** It worked. */
        record Good(String sentence) implements Notice {}

        /** It did not. */
        record Bad(String sentence) implements Notice {}

        /** A new invitation makes something void, and a person has to say that this is all right. */
        record Confirm(String sentence) implements Notice {}

        /** Joining here leaves this page, and a person has to say that what else is on it can wait. */
        record ConfirmJoining(String sentence) implements Notice {}

        /** It is being done. */
        record Busy(String words) implements Notice {}
    }

    private final PersonReport report;
    private final ReadOnlyObjectWrapper<Optional<PersonInvitation>> invitation;
    /** Whether the invitation is somewhere else than on this page only. */
    private boolean taken;

    private final ReadOnlyObjectWrapper<Notice> notice = new ReadOnlyObjectWrapper<>(new Notice.None());

    PersonCard(PersonReport report, Optional<PersonInvitation> invitation) {
        this.report = report;
        this.invitation = new ReadOnlyObjectWrapper<>(invitation);
    }

    /** What the controller calls the person. */
    String name() {
        return report.name();
    }

    /** The name, made displayable. */
    String shown() {
        return DisplayText.name(report.name());
    }

    PersonReport report() {
        return report;
    }

    /** Empty if it was used, or cannot be had. */
    ReadOnlyObjectProperty<Optional<PersonInvitation>> invitationProperty() {
        return invitation.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Notice> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** Whether there is an invitation that has been neither saved nor copied. */
    boolean isUntaken() {
        return !taken && invitation.get().isPresent();
    }

    /** The invitation has been saved or copied. */
    void take() {
        taken = true;
    }

    void invite(PersonInvitation now) {
        taken = false;
        invitation.set(Optional.of(now));
    }

    void say(Notice now) {
        notice.set(now);
    }
}
