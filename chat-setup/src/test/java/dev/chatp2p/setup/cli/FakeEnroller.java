package dev.chatp2p.setup.cli;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.enroll.CheckedInvitation;
import dev.chatp2p.ziti.enroll.Enroller;
import dev.chatp2p.ziti.enroll.EnrollmentStep;
import dev.chatp2p.ziti.enroll.Invitation;
import dev.chatp2p.ziti.enroll.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Believes every invitation and writes an empty identity. */
final class FakeEnroller implements Enroller {
    final List<Proof> proofs = new ArrayList<>();
    private Optional<String> refused = Optional.empty();
    private ZitiFailure why = ZitiFailure.INVITATION_USED;

    /** Done while the controller is asked for a certificate. */
    Runnable meanwhile = () -> {};

    /** From now on nobody is enrolled into a file of that name. */
    FakeEnroller refusing(String fileName) {
        return refusing(fileName, ZitiFailure.INVITATION_USED);
    }

    FakeEnroller refusing(String fileName, ZitiFailure failure) {
        refused = Optional.of(fileName);
        why = failure;
        return this;
    }

    @Override
    public CheckedInvitation check(Invitation invitation) {
        return new CheckedInvitation(invitation, List.of());
    }

    @Override
    public void enroll(CheckedInvitation invitation, Proof proof, Path identityFile, Consumer<EnrollmentStep> progress)
            throws ZitiException {
        proofs.add(proof);
        if (refused.filter(identityFile.getFileName().toString()::equals).isPresent()) {
            throw new ZitiException(
                    why,
                    why == ZitiFailure.INVITATION_USED
                            ? "The invitation was used already."
                            : "It was refused for another reason.");
        }
        for (EnrollmentStep step : EnrollmentStep.values()) {
            progress.accept(step);
            if (step == EnrollmentStep.REQUESTING_CERTIFICATE) {
                meanwhile.run();
            }
        }
        try {
            Files.writeString(identityFile, "{}");
        } catch (IOException e) {
            throw new ZitiException(ZitiFailure.STORAGE, "The identity could not be written.", e);
        }
    }
}
