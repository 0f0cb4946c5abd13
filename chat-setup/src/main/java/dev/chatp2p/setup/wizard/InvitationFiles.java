package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.plan.PersonInvitation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Invitations as files, readable for this user only, each there as a whole or not at all. Blocks; any thread. */
final class InvitationFiles {

    private static final int MAX_NAME = 60;

    private InvitationFiles() {}

    /** What to call the file for a person: letters, digits and the few signs that every file system takes. */
    static String nameFor(String person) {
        String safe = person.replaceAll("[^\\p{L}\\p{N}_-]+", "-").replaceAll("^-+|-+$", "");
        int length = Math.min(MAX_NAME, safe.codePointCount(0, safe.length()));
        String shortened = safe.substring(0, safe.offsetByCodePoints(0, length));
        return (shortened.isEmpty() ? "invitation" : shortened) + ".jwt";
    }

    /**
     * Writes one; a file of that name is overwritten.
     *
     * @throws SetupException STORAGE
     */
    static void write(PersonInvitation invitation, Path file) throws SetupException {
        Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, ".invitation", ".part");
            try {
                Files.writeString(draft, invitation.jwt());
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new SetupException(
                    SetupFailure.STORAGE,
                    "The invitation cannot be written to " + folder
                            + ". Check that the folder can be written to and the disk is not full, or choose another.",
                    e);
        }
    }

    /**
     * Writes each into a file of its own; files of those names are overwritten.
     *
     * @throws SetupException STORAGE; those before the one that failed are written
     */
    static int writeAll(List<PersonInvitation> invitations, Path folder) throws SetupException {
        Set<String> taken = new HashSet<>();
        for (PersonInvitation invitation : invitations) {
            String name = nameFor(invitation.name());
            String stem = name.substring(0, name.length() - ".jwt".length());
            // Some file systems do not tell large and small letters apart.
            for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
                name = stem + "-" + number + ".jwt";
            }
            write(invitation, folder.resolve(name));
        }
        return invitations.size();
    }
}
