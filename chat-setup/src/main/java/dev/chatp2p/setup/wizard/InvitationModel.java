package dev.chatp2p.setup.wizard;

import java.nio.file.Path;

/** From an invitation to an identity. FX thread only. */
final class InvitationModel implements PageModel {

    private final PageFrame frame;

    InvitationModel(WizardSurroundings surroundings, WizardModel wizard) {
        WizardTexts texts = surroundings.texts();
        this.frame = PageFrame.of(texts.of("invitation.title"), texts.of("invitation.subtitle"));
    }

    @Override
    public PageFrame frame() {
        return frame;
    }

    /** Reads and checks an invitation in a file. */
    void use(Path file) {}

    /**
     * Reads and checks an invitation that is at hand as text.
     *
     * @param name what to show as its name, such as {@code user1.jwt}; foreign text
     * @param token the text
     */
    void use(String name, String token) {}
}
