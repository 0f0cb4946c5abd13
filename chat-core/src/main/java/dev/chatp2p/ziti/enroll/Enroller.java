package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ZitiException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Turns invitations into identity files. Blocks, can be interrupted, any thread. */
public interface Enroller {

    /**
     * Finds out whether the network that an invitation names has issued it, and which CAs that network has. Tells the
     * network nothing about the invitation.
     *
     * @throws ZitiException INVITATION_EXPIRED (found out without network), UNTRUSTED if the signature does not fit,
     *     CLOCK_OFF, CONTROLLER_UNREACHABLE, PROTOCOL if something else answers there
     */
    CheckedInvitation check(Invitation invitation) throws ZitiException, InterruptedException;

    /**
     * Enrols. The key is in a file beside the identity file (readable for this user only) before the invitation is used, so
     * that enrolling again with the same files after a crash goes on with the same key. An existing identity file is not
     * overwritten.
     *
     * @param identityFile where the identity is to be, readable for this user only; its folder is made when missing
     * @param progress told what begins, in the calling thread
     * @throws ZitiException INVITATION_USED, INVITATION_EXPIRED, METHOD_NOT_SUPPORTED (a network token; a proof that
     *     does not fit the method), BAD_IDENTITY (the proof's files cannot be used), STORAGE (file exists, disk full,
     *     not writable), and what {@link #check} throws
     */
    void enroll(CheckedInvitation invitation, Proof proof, Path identityFile, Consumer<EnrollmentStep> progress)
            throws ZitiException, InterruptedException;
}
