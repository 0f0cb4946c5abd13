package dev.chatp2p.setup.cli;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.plan.PersonInvitation;
import java.nio.file.Path;

/** Where invitations, and the identities made of them, are kept. */
public interface InvitationWriter {

    /** Writes an invitation, readable for this user only, and says where it is; the same one again is no failure. */
    Path write(Path folder, PersonInvitation invitation) throws SetupException;

    /** Where the identity of that person belongs. */
    Path identityFile(Path folder, String person);
}
