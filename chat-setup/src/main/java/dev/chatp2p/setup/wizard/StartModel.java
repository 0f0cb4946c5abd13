package dev.chatp2p.setup.wizard;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The first page: an invitation, an identity, or a network of one's own. FX thread only. */
final class StartModel implements PageModel {

    private final PageFrame frame;
    private final WizardModel wizard;
    private final WizardPages pages;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    StartModel(WizardSurroundings surroundings, WizardModel wizard, WizardPages pages) {
        WizardTexts texts = surroundings.texts();
        this.frame = PageFrame.of(texts.of("start.title"), texts.of("start.subtitle"));
        this.wizard = wizard;
        this.pages = pages;
    }

    @Override
    public PageFrame frame() {
        return frame;
    }

    /** Why we are here, in a sentence; empty if there is nothing to explain. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    void explain(String sentence) {
        problem.set(sentence);
    }

    void haveInvitation() {
        wizard.show(pages.invitation());
    }

    void haveIdentityFile() {
        wizard.show(pages.identityFile());
    }

    void runNetwork() {
        wizard.show(pages.network());
    }

    @Override
    public void cancelWork() {
        problem.set("");
    }

    @Override
    public boolean leavesForFiles() {
        return true;
    }
}
