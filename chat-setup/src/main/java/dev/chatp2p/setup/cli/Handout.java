package dev.chatp2p.setup.cli;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.cli.Screen.Colour;
import dev.chatp2p.setup.plan.PersonInvitation;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.enroll.Enroller;
import dev.chatp2p.ziti.enroll.Invitation;
import dev.chatp2p.ziti.enroll.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives invitations out: as files, or used at once. */
final class Handout {

    /**
     * What a person got.
     *
     * @param invitation the invitation's file
     * @param identity the identity's file
     * @param problem why there is neither
     */
    record Item(
            PersonInvitation person, Optional<Path> invitation, Optional<Path> identity, Optional<String> problem) {}

    private final InvitationWriter writer;
    private final Path folder;
    private final Screen screen;
    private final StopSignal.Watch watch;

    Handout(InvitationWriter writer, Path folder, Screen screen, StopSignal.Watch watch) {
        this.writer = writer;
        this.folder = folder;
        this.screen = screen;
        this.watch = watch;
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

    /** Writes invitations; by person. */
    Map<String, Item> write(List<PersonInvitation> invitations) throws SetupException {
        Map<String, Item> items = new LinkedHashMap<>();
        for (PersonInvitation invitation : invitations) {
            Path file = writer.write(folder, invitation);
            items.put(invitation.name(), new Item(invitation, Optional.of(file), Optional.empty(), Optional.empty()));
        }
        return items;
    }

    /** Enrols; by person. One that fails does not keep the others from theirs. */
    Map<String, Item> enroll(List<PersonInvitation> invitations, Enroller enroller)
            throws SetupException, InterruptedException {
        Map<String, Item> items = new LinkedHashMap<>();
        for (PersonInvitation invitation : invitations) {
            // Once the controller has been asked, the answer must reach the disk: the invitation works only once.
            try (StopSignal stop = watch.begin()) {
                Path file = writer.identityFile(folder, invitation.name());
                items.put(invitation.name(), enroll(invitation, file, enroller));
                if (stop.requested()) {
                    throw new SetupException(
                            SetupFailure.CANCELLED, "Stopped. Run the same command again to enroll the others.");
                }
            }
        }
        return items;
    }

    private Item enroll(PersonInvitation invitation, Path file, Enroller enroller) throws InterruptedException {
        try {
            enroller.enroll(enroller.check(Invitation.parse(invitation.jwt())), new Proof.None(), file, step -> {});
            screen.line("  enrolled  " + StepWords.name(invitation.name()) + "  " + shown(file));
            return new Item(invitation, Optional.empty(), Optional.of(file), Optional.empty());
        } catch (ZitiException e) {
            String advice = e.failure() == ZitiFailure.STORAGE || e.failure() == ZitiFailure.CONTROLLER_UNREACHABLE
                    ? ""
                    : " A new invitation is to be had with --reissue.";
            screen.line(
                    Colour.RED, "  not enrolled  " + StepWords.name(invitation.name()) + ": " + e.sentence() + advice);
            return new Item(invitation, Optional.empty(), Optional.empty(), Optional.of(e.sentence()));
        }
    }

    /** A path as people read it. */
    static String shown(Path path) {
        return DisplayText.line(path.toString(), 500);
    }
}
