package dev.chatp2p.setup.wizard;

import javafx.scene.Parent;
import javafx.scene.layout.VBox;

/** Which view belongs to which page. FX thread only. */
final class PageViews {

    private final WizardTexts texts;

    PageViews(WizardTexts texts) {
        this.texts = texts;
    }

    /** The controls of a page, made anew. */
    Parent of(PageModel page) {
        return switch (page) {
            case StartModel start -> new StartView(start, texts);
            case ControllerModel controller -> new ControllerView(controller, texts);
            case FingerprintModel fingerprint -> new FingerprintView(fingerprint, texts);
            case CodeModel code -> new CodeView(code, texts);
            case PeopleModel people -> new PeopleView(people, texts);
            case RemovalModel removal -> new RemovalView(removal, texts);
            case PlanModel plan -> new PlanView(plan, texts);
            case ApplyModel apply -> new ApplyView(apply, texts);
            case InvitationsModel invitations -> new InvitationsView(invitations, texts);
            case InvitationModel invitation -> new InvitationView(invitation, texts);
            case IdentityFileModel identity -> new IdentityFileView(identity, texts);
            default -> new VBox();
        };
    }
}
