package dev.chatp2p.setup.wizard;

import java.nio.file.Path;

/** An identity that somebody has already. FX thread only. */
final class IdentityFileModel implements PageModel {

    private final PageFrame frame;

    IdentityFileModel(WizardSurroundings surroundings, WizardModel wizard) {
        WizardTexts texts = surroundings.texts();
        this.frame = PageFrame.of(texts.of("identity.title"), texts.of("identity.subtitle"));
    }

    @Override
    public PageFrame frame() {
        return frame;
    }

    /** Reads and checks the identity in a file. */
    void use(Path file) {}
}
