package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.management.ControllerAccess;
import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.plan.Provisioner;
import dev.chatp2p.ziti.enroll.Enroller;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What the wizard reaches out to; tests bring their own.
 *
 * @param fx runs tasks on the FX thread, in their order
 * @param background runs what may block, each task on a thread of its own that may be interrupted
 * @param clock what time it is
 * @param zone where its times are shown
 * @param texts the words
 * @param dialogs lets a person choose files
 * @param clipboard what is copied and pasted
 * @param identities where identities are kept
 * @param enroller turns invitations into identities
 * @param controllers the way to a controller for whoever runs a network
 * @param provisioners what sets a network up, once logged in there
 */
public record WizardSurroundings(
        Executor fx,
        Executor background,
        InstantSource clock,
        ZoneId zone,
        WizardTexts texts,
        FileDialogs dialogs,
        TextClipboard clipboard,
        IdentityFolder identities,
        Enroller enroller,
        ControllerAccess controllers,
        Function<Management, Provisioner> provisioners) {}
