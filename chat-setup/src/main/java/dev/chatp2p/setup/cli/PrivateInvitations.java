package dev.chatp2p.setup.cli;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.plan.PersonInvitation;
import dev.chatp2p.ziti.identity.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;

/** Files that only this user may read, named after the person. */
public final class PrivateInvitations implements InvitationWriter {

    @Override
    public Path write(Path folder, PersonInvitation invitation) throws SetupException {
        Path file = folder.resolve(stem(invitation.name()) + ".jwt");
        String token = invitation.jwt();
        try (PrivateFile draft = PrivateFile.begin(file, token.length())) {
            draft.replace(token);
            return file;
        } catch (IOException e) {
            throw new SetupException(
                    SetupFailure.STORAGE,
                    "The invitation " + Handout.shown(file) + " could not be written ("
                            + e.getClass().getSimpleName()
                            + "). Make room or name another folder with --out, and run it again.",
                    e);
        }
    }

    @Override
    public Path identityFile(Path folder, String person) {
        return folder.resolve(stem(person) + ".json");
    }

    private static String stem(String person) {
        return person.replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceAll("^[. -]", "_");
    }
}
