package dev.chatp2p.setup.wizard;

/** The first page for whoever runs a network. FX thread only. */
final class NetworkModel implements PageModel {

    private final PageFrame frame;

    NetworkModel(WizardSurroundings surroundings, WizardModel wizard, WizardPages pages) {
        this.frame = PageFrame.of(surroundings.texts().of("start.network"), "");
    }

    @Override
    public PageFrame frame() {
        return frame;
    }
}
