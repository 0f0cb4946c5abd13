package dev.chatp2p.setup.wizard;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Parent;

/** The wizard as the window that shows it sees it. FX thread only. */
public final class Wizard {

    private final WizardModel model;
    private final WizardView view;

    public Wizard(WizardSurroundings surroundings, WizardHost host) {
        this.model = new WizardModel(surroundings, host);
        this.view = new WizardView(model, surroundings.texts());
    }

    /** What to show; brings its own style sheet, which uses the colours of the scene's. */
    public Parent view() {
        return view;
    }

    /** Turns to the first page, which says why there is no chat yet. */
    public void explain(String sentence) {
        model.explain(sentence);
    }

    /** Opens an invitation or an identity file as if it had been dropped on the first page. */
    public void open(Path file) {
        model.open(List.of(file));
    }

    /** Asks for the password of an identity, which is then used where it is, this time only. */
    public void askForPassword(Path identityFile) {
        model.askForPassword(identityFile);
    }

    /**
     * The window stops showing the wizard; what goes on in the background ends.
     *
     * @param ended called on the FX thread when it has: at once, unless an invitation has been sent and its answer is still
     *     awaited
     */
    public void close(Runnable ended) {
        model.close(ended);
    }
}
