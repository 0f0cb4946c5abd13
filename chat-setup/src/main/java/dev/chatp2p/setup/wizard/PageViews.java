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
            case InvitationModel invitation -> new InvitationView(invitation, texts);
            case IdentityFileModel identity -> new IdentityFileView(identity, texts);
            default -> new VBox();
        };
    }
}
