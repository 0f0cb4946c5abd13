package dev.chatp2p.setup.plan;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.enroll.Invitation;
import dev.chatp2p.ziti.identity.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps invitations in a folder, a file each, readable for this user only, named after the person. Every file is written whole or
 * not at all. One that holds the invitation already stays as it is, unless others may read it; an older one of the same person
 * is replaced; nothing else is ever overwritten: names that are taken get a number. Blocks.
 */
public final class InvitationFiles {
    static final String ENDING = ".jwt";

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");
    private static final int MAX_TRIES = 1000;
    private static final int MAX_BYTES = 64 << 10;
    private static final int MAX_PATH_SHOWN = 200;

    private final Path folder;

    /** @param folder made when it is missing */
    public InvitationFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes them all.
     *
     * @return where they are, in the same order
     * @throws SetupException STORAGE; those before the one that failed are written, and doing it again goes on from there
     */
    public List<InvitationFile> write(List<PersonInvitation> invitations) throws SetupException {
        List<InvitationFile> written = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (PersonInvitation invitation : invitations) {
            Path file = write(invitation, used);
            // Many file systems take upper and lower case for the same.
            used.add(file.getFileName().toString().toLowerCase(Locale.ROOT));
            written.add(new InvitationFile(invitation.name(), file));
        }
        return written;
    }

    private Path write(PersonInvitation invitation, Set<String> used) throws SetupException {
        String base = SafeFileName.of(invitation.name(), "invitation");
        try {
            for (int i = 1; i <= MAX_TRIES; i++) {
                String name = base + (i == 1 ? "" : "-" + i) + ENDING;
                Path file = folder.resolve(name);
                if (!used.contains(name.toLowerCase(Locale.ROOT)) && write(invitation.jwt(), file)) {
                    return file;
                }
            }
        } catch (IOException e) {
            throw storage(invitation.name(), why(e), e);
        }
        throw storage(invitation.name(), "too many files have its name", new IOException("no free name"));
    }

    /** Whether the invitation is in that file now. */
    private static boolean write(String jwt, Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            try (PrivateFile draft = PrivateFile.begin(file, jwt.length())) {
                draft.publish(jwt);
                return true;
            } catch (FileAlreadyExistsException e) {
                // Somebody was faster, or what is to be the folder is a file.
                if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw e;
                }
            }
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        String there;
        try {
            there = read(file);
        } catch (AccessDeniedException e) {
            return false; // Somebody else's, whatever it is.
        }
        if (there.equals(jwt) && isPrivate(file)) {
            return true;
        }
        if (!there.equals(jwt) && !isOfTheSamePerson(there, jwt)) {
            return false;
        }
        try (PrivateFile draft = PrivateFile.begin(file, jwt.length())) {
            draft.replace(jwt);
            return true;
        }
    }

    /** Whether nobody but its owner may read it, as far as the file system tells in modes. */
    private static boolean isPrivate(Path file) throws IOException {
        PosixFileAttributeView modes = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return modes == null || OWNERS.containsAll(modes.readAttributes().permissions());
    }

    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
        }
    }

    private static boolean isOfTheSamePerson(String one, String other) {
        try {
            Invitation first = Invitation.parse(one);
            Invitation second = Invitation.parse(other);
            return first.controller().equals(second.controller())
                    && first.identityId().isPresent()
                    && first.identityId().equals(second.identityId());
        } catch (ZitiException e) {
            return false;
        }
    }

    private SetupException storage(String person, String why, IOException cause) {
        return new SetupException(
                SetupFailure.STORAGE,
                "The invitation for “" + DisplayText.name(person) + "” could not be saved in "
                        + DisplayText.line(folder.toString(), MAX_PATH_SHOWN) + ": " + why
                        + ". Choose another folder or make room, and do it again; those that are saved stay.",
                cause);
    }

    private static String why(IOException e) {
        String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (e instanceof AccessDeniedException) {
            return "you may not write there";
        }
        if (e instanceof NotDirectoryException
                || e instanceof FileAlreadyExistsException
                || said.contains("not a dir")) {
            return "that is no folder";
        }
        if (said.contains("no space") || said.contains("not enough space") || said.contains("quota")) {
            return "the disk is full";
        }
        return "the disk reported a fault";
    }
}
