package dev.chatp2p.setup.wizard;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.plan.PersonInvitation;

/**
 * What the pages for whoever runs a network share. FX thread only.
 *
 * @param session the log-in
 * @param start the pages one can begin with
 */
record NetworkPath(WizardSurroundings surroundings, WizardModel wizard, WizardPages start, NetworkSession session) {

    WizardTexts texts() {
        return surroundings.texts();
    }

    PageWork work() {
        return new PageWork(surroundings);
    }

    /** Turns to the page where an invitation made here is used here. */
    void use(PersonInvitation invitation) {
        InvitationModel page = start.invitation();
        page.use(DisplayText.name(invitation.name()), invitation.jwt());
        wizard.show(page);
    }
}
