package dev.chatp2p.setup.cli;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.cli.Screen.Colour;
import dev.chatp2p.setup.plan.InvitationFile;
import dev.chatp2p.setup.plan.InvitationFiles;
import dev.chatp2p.setup.plan.PersonInvitation;
import dev.chatp2p.setup.plan.SafeFileName;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.enroll.CheckedInvitation;
import dev.chatp2p.ziti.enroll.Enroller;
import dev.chatp2p.ziti.enroll.Invitation;
import dev.chatp2p.ziti.enroll.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives invitations out: as files, or used at once. */
final class Handout {

    /**
     * What a person got.
     *
     * @param invitation the invitation's file
     * @param identity the identity's file
     * @param problem why they are not enrolled, or why there is neither file
     */
    record Item(
            PersonInvitation person, Optional<Path> invitation, Optional<Path> identity, Optional<String> problem) {}

    private final Path folder;
    private final Screen screen;
    private final StopSignal stop;

    Handout(Path folder, Screen screen, StopSignal stop) {
        this.folder = folder;
        this.screen = screen;
        this.stop = stop;
    }

    /** Makes sure, before anything is changed, that there is a folder to write to. */
    void prepare() throws SetupException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new SetupException(
                    SetupFailure.STORAGE,
                    "The folder " + shown(folder) + " cannot be made. Name another one with --out.",
                    e);
        }
        if (!Files.isWritable(folder)) {
            throw new SetupException(
                    SetupFailure.STORAGE,
                    "Nothing can be written to the folder " + shown(folder) + ". Name another one with --out.");
        }
    }

    /**
     * Makes sure, before somebody's old identity is taken away, that there is room for the new one's file.
     *
     * @throws SetupException STORAGE if a file of its name is there
     */
    void requireFree(String person) throws SetupException {
        Path file = identityFile(person, new HashSet<>());
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new SetupException(
                    SetupFailure.STORAGE,
                    "There is a file " + shown(file)
                            + " already, and it is not overwritten. Nothing was changed. Move it"
                            + " away, or name another folder with --out.");
        }
    }

    /** Writes invitations; by person. */
    Map<String, Item> write(List<PersonInvitation> invitations) throws SetupException {
        Map<String, Item> items = new LinkedHashMap<>();
        stop.hold();
        List<InvitationFile> files = new InvitationFiles(folder).write(invitations);
        for (int i = 0; i < invitations.size(); i++) {
            PersonInvitation invitation = invitations.get(i);
            Path file = files.get(i).file();
            items.put(invitation.name(), new Item(invitation, Optional.of(file), Optional.empty(), Optional.empty()));
        }
        return items;
    }

    /** @throws SetupException CANCELLED after Ctrl-C, so that nothing more is begun */
    void stopIfAsked() throws SetupException {
        if (stop.requested()) {
            throw new SetupException(
                    SetupFailure.CANCELLED, "Stopped. Run the same command again, and the others get theirs.");
        }
    }

    /** Enrols; by person. One that fails does not keep the others from theirs. */
    Map<String, Item> enroll(List<PersonInvitation> invitations, Enroller enroller)
            throws SetupException, InterruptedException {
        Map<String, Item> items = new LinkedHashMap<>();
        // Once the controller has been asked, the answer must reach the disk: the invitation works only once.
        stop.hold();
        Set<String> taken = new HashSet<>();
        for (PersonInvitation invitation : invitations) {
            if (!invitation.ours()) {
                items.put(invitation.name(), notOurs(invitation));
                continue;
            }
            if (!items.isEmpty()) {
                stopIfAsked();
            }
            items.put(invitation.name(), enrollOrKeep(invitation, identityFile(invitation.name(), taken), enroller));
        }
        return items;
    }

    /** Whoever made it may have given it to somebody; it works only once. */
    private Item notOurs(PersonInvitation invitation) {
        String sentence =
                "This command has not made this person on the network, so the invitation is not used here. Leave"
                        + " out --enroll to get it as a file.";
        screen.line(Colour.RED, "  not enrolled  " + StepWords.name(invitation.name()) + ": " + sentence);
        return new Item(invitation, Optional.empty(), Optional.empty(), Optional.of(sentence));
    }

    /** Two names may look the same to a file system; a file that exists already is left to the enroller to refuse. */
    private Path identityFile(String person, Set<String> taken) {
        String base = SafeFileName.of(person, "identity");
        String name = base;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = base + "-" + i;
        }
        return folder.resolve(name + ".json");
    }

    /** The invitation of somebody who could not be enrolled is not lost: it is written, unless it is worth nothing. */
    private Item enrollOrKeep(PersonInvitation invitation, Path file, Enroller enroller) throws InterruptedException {
        try {
            CheckedInvitation checked = enroller.check(Invitation.parse(invitation.jwt()));
            if (stop.requested()) {
                // The check may have taken a while, and nothing has been used up yet.
                return notEnrolled(invitation, "You stopped it.", keep(invitation));
            }
            enroller.enroll(checked, new Proof.None(), file, step -> {});
            screen.line("  enrolled  " + StepWords.name(invitation.name()) + "  " + shown(file));
            return new Item(invitation, Optional.empty(), Optional.of(file), Optional.empty());
        } catch (ZitiException e) {
            boolean worthless =
                    e.failure() == ZitiFailure.INVITATION_USED || e.failure() == ZitiFailure.INVITATION_EXPIRED;
            return notEnrolled(invitation, e.sentence(), worthless ? Optional.empty() : keep(invitation));
        }
    }

    private Item notEnrolled(PersonInvitation invitation, String why, Optional<Path> kept) {
        String advice = kept.map(file -> " The invitation is " + shown(file) + ".")
                .orElse(" A new invitation is to be had with --reissue.");
        screen.line(Colour.RED, "  not enrolled  " + StepWords.name(invitation.name()) + ": " + why + advice);
        return new Item(invitation, kept, Optional.empty(), Optional.of(why));
    }

    private Optional<Path> keep(PersonInvitation invitation) {
        try {
            return Optional.of(new InvitationFiles(folder)
                    .write(List.of(invitation))
                    .getFirst()
                    .file());
        } catch (SetupException e) {
            screen.line(Colour.RED, "  " + e.sentence());
            return Optional.empty();
        }
    }

    /** A path as people read it. */
    static String shown(Path path) {
        return DisplayText.line(path.toString(), 500);
    }
}
